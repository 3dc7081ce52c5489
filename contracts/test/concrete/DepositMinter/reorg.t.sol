// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../../../src/interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../../utils/ShareFixture.sol";

/// @notice T4: Bitcoin takes a minted payment back.
contract ReorgTest is ShareFixture {
    uint256 private _reqId;
    bytes private _tx;
    bytes32 private _txid;

    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    /// @dev 1 to 8 blocks around the mint: under the confirmations nothing is minted; above them it can be reported.
    function test_T4_ReorgsOfEveryDepth() external {
        for (uint256 depth = 1; depth <= 8; ++depth) {
            uint256 snapshot = vm.snapshotState();
            uint256 fork = minedHeight;
            _reqId = assigned(alice, BTC);
            Proof[] memory proofs = payShare(_reqId, 0, BTC, depth);
            if (depth < 6) {
                vm.expectRevert();
                system.minter.executeDeposit(_reqId, 0, proofs);
            } else {
                system.minter.executeDeposit(_reqId, 0, proofs);
            }
            system.relay.submitBranch(fork, mineBranch(fork, depth + 1));
            if (depth < 6) {
                vm.expectRevert();
                system.minter.executeDeposit(_reqId, 0, proofs);
                assertEq(system.qpBTC.totalSupply(), 0, "nothing minted under k");
            } else {
                system.minter.reportReorg(_reqId, 0, sha256d(proofs[0].tx), 0);
                assertEq(system.bridge.openReorgs(), 1, "new deposits pause");
                assertBooks("R1 holds");
            }
            vm.revertToState(snapshot);
        }
    }

    function test_RevertWhen_NotReorganised() external {
        _mint();
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotReorganised.selector, _txid, 0));
        system.minter.reportReorg(_reqId, 0, _txid, 0);
    }

    function test_RevertWhen_UnknownPayment() external {
        _mint();
        _takeBack();
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_UnknownPayment.selector, _txid, 1));
        system.minter.reportReorg(_reqId, 0, _txid, 1);
        uint256 other = assigned(bob, BTC);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_UnknownPayment.selector, _txid, 0));
        system.minter.reportReorg(other, 0, _txid, 0);
    }

    /// @dev Entries close, exits do not.
    function test_ReportPausesNewDeposits() external {
        uint256 open = assigned(bob, BTC);
        _mint();
        _takeBack();
        (uint256 tipHeight,) = system.relay.tip();
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.ReorgReported(_reqId, 0, _txid, 0, tipHeight + 144);
        system.minter.reportReorg(_reqId, 0, _txid, 0);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_ReorgTime.selector, tipHeight + 144));
        system.minter.reportReorg(_reqId, 0, _txid, 0);
        assertEq(system.bridge.quoteDeposit(BTC).maxSats, 0, "nothing on offer");
        vm.expectRevert(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_ReorgOpen.selector, 1));
        vm.prank(alice);
        system.bridge.requestDeposit{ value: 1 ether }(BTC, alice, REFUND_KEY, false);
        count(open, 0, BTC);
        assertState(open, DepositState.Minted, "proofs go on");
    }

    function test_Reprove() external {
        _mint();
        _takeBack();
        system.minter.reportReorg(_reqId, 0, _txid, 0);
        Proof memory again = mineWith(system.relay, _tx, 2, 3);
        mine(system.relay, 4);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotConfirmed.selector, 5, 6));
        system.minter.reproveDeposit(_reqId, 0, 0, again);
        mine(system.relay, 1);
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.ReorgClosed(_reqId, 0, _txid, 0, false);
        system.minter.reproveDeposit(_reqId, 0, 0, again);
        assertEq(system.bridge.openReorgs(), 0, "open again");
        request(alice, BTC);
        assertBooks("R1");
        // It counts from its new block: that one can be reorganised in its turn, the old one no more.
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotReorganised.selector, _txid, 0));
        system.minter.reportReorg(_reqId, 0, _txid, 0);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_ReorgTime.selector, 0));
        system.minter.reproveDeposit(_reqId, 0, 0, again);
    }

    /// @dev Another payment of the same share cannot stand in for the one that is gone.
    function test_RevertWhen_ReprovenByAnother() external {
        _mint();
        _takeBack();
        system.minter.reportReorg(_reqId, 0, _txid, 0);
        Proof[] memory other = payShare(_reqId, 0, BTC, 6);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_ReorgTime.selector, 0));
        system.minter.reproveDeposit(_reqId, 0, 0, other[0]);
    }

    /// @dev The deficit: the staker owes it, the supply stays backed by its collateral.
    function test_OwedAfterTheTime() external {
        _mint();
        address staker = viewOf(_reqId, 0).staker;
        _takeBack();
        system.minter.reportReorg(_reqId, 0, _txid, 0);
        (uint256 tipHeight,) = system.relay.tip();
        mine(system.relay, 144);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_ReorgTime.selector, tipHeight + 144));
        system.minter.closeReorg(_reqId, 0, _txid, 0);
        mine(system.relay, 1);
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.ReorgClosed(_reqId, 0, _txid, 0, true);
        system.minter.closeReorg(_reqId, 0, _txid, 0);
        assertEq(system.bridge.openReorgs(), 0, "open again");
        assertEq(system.registry.stakerOf(staker).issued, BTC, "issued stays");
        assertTrue(system.minter.consumed(_txid, 0), "R5: never false again");
        assertBooks("R1");
        vm.expectPartialRevert(IDepositMinter.DepositMinter_ReorgTime.selector);
        system.minter.closeReorg(_reqId, 0, _txid, 0);
        vm.expectPartialRevert(IDepositMinter.DepositMinter_ReorgTime.selector);
        system.minter.reportReorg(_reqId, 0, _txid, 0);
    }

    function _mint() private {
        _reqId = assigned(alice, BTC);
        _tx = count(_reqId, 0, BTC);
        _txid = sha256d(_tx);
    }

    function _takeBack() private {
        uint256 fork = minedHeight - 6;
        system.relay.submitBranch(fork, mineBranch(fork, 8));
    }
}
