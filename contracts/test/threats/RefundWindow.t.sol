// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../../src/interfaces/IDepositMinter.sol";
import { BlockProof, Proof } from "../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../utils/ShareFixture.sol";

/// @notice A depositor that wants both the qpBTC and, from the refund height on, the coin: from every side, in the last block in
/// which it goes and in the first in which it does not. And with a relay held back so that its clock stands still.
contract RefundWindowTest is ShareFixture {
    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    function test_Execute() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = payShare(reqId, 0, BTC, 6);
        _edge(reqId, abi.encodeCall(IDepositMinter.executeDeposit, (reqId, 0, proofs)), false);
    }

    function test_ExecuteABatch() external {
        uint256 reqId = assigned(alice, BTC);
        bytes[] memory txs = new bytes[](1);
        txs[0] = buildPayment(system.bridge.depositScript(reqId, 0), BTC);
        BlockProof memory proof = mineBlock(txs, 4, 6);
        uint256[] memory ids = new uint256[](1);
        ids[0] = reqId;
        _edge(reqId, abi.encodeCall(IDepositMinter.executeDeposits, (ids, new uint8[](1), proof)), false);
    }

    function test_TopUp() external {
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC / 2);
        Proof[] memory proofs = payShare(reqId, 0, BTC / 2, 6);
        _edge(reqId, abi.encodeCall(IDepositMinter.executeDeposit, (reqId, 0, proofs)), false);
    }

    function test_PaidBeyondAMintedShare() external {
        uint256 reqId = minted(alice, BTC);
        Proof[] memory proofs = payShare(reqId, 0, BTC, 6);
        _edge(reqId, abi.encodeCall(IDepositMinter.executeDeposit, (reqId, 0, proofs)), false);
    }

    function test_LateProof() external {
        uint256 reqId = assigned(alice, BTC);
        Proof[] memory proofs = payShare(reqId, 0, BTC, 6);
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        _edge(reqId, abi.encodeCall(IDepositMinter.executeDeposit, (reqId, 0, proofs)), false);
    }

    function test_FinalisePartial() external {
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC / 2);
        _edge(reqId, abi.encodeCall(IDepositMinter.finalisePartial, (reqId, 0)), false);
    }

    function test_DrainAtAStaker() external {
        uint256 reqId = _escrowed();
        feed.set(PRICE, 0);
        _edge(reqId, abi.encodeCall(IDepositMinter.drainEscrow, (viewOf(reqId, 0).staker)), true);
    }

    function test_DrainForTheLimit() external {
        setMintLimit(BTC);
        minted(bob, BTC);
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC);
        setMintLimit(100 * BTC);
        _edge(reqId, abi.encodeCall(IDepositMinter.drainEscrow, (address(0))), true);
    }

    /// @dev The window cannot be kept open by a spend of somebody else's coin, or of the refund itself.
    function test_NoSweepNoRight() external {
        uint256 reqId = _escrowed();
        feed.set(PRICE, 0);
        bytes memory other = buildPayment(system.bridge.depositScript(reqId, 0), BTC);
        Proof memory spend = sweep(other, 0, 6);
        bytes memory mine_ = payShare(reqId, 0, BTC, 6)[0].tx;
        vm.expectPartialRevert(IDepositMinter.DepositMinter_NotSwept.selector);
        system.minter.proveSweep(reqId, 0, mine_, 0, spend);
        mineTo(viewOf(reqId, 0).refundHeight);
        Proof memory refund = sweep(mine_, 0, 6);
        vm.expectPartialRevert(IDepositMinter.DepositMinter_NotSwept.selector);
        system.minter.proveSweep(reqId, 0, mine_, 0, refund);
    }

    /// @dev Allowed with 1,008 blocks left, one block later nothing is minted any more; nor on a relay whose clock stands still.
    /// @param voids true where the call goes through too late, but only to record it
    function _edge(uint256 reqId, bytes memory data, bool voids) private {
        uint256 supply = system.qpBTC.totalSupply();
        mineTo(viewOf(reqId, 0).refundHeight - 1008);
        uint256 snapshot = vm.snapshotState();
        assertTrue(_call(data), "1,008 blocks left");
        assertGt(system.qpBTC.totalSupply(), supply, "minted");
        assertBooks("R1, R2");
        vm.revertToState(snapshot);

        vm.warp(vm.getBlockTimestamp() + 4 hours);
        assertFalse(_call(data), "a relay whose clock stands still");
        vm.revertToState(snapshot);

        mine(system.relay, 1);
        bool went = _call(data);
        assertEq(went, voids, "1,007 blocks left");
        assertEq(system.qpBTC.totalSupply(), supply, "nothing minted");
        if (voids) assertEq(uint256(recorded(reqId, 0)), uint256(DepositState.Refundable), "recorded");
        assertBooks("R1, R2");
    }

    function _call(bytes memory data) private returns (bool ok) {
        vm.prank(alice);
        (ok,) = address(system.minter).call(data);
    }

    function _escrowed() private returns (uint256 reqId) {
        reqId = assigned(alice, BTC);
        Proof[] memory proofs = payShare(reqId, 0, BTC, 6);
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        feed.set(PRICE / 10, 0);
        system.minter.executeDeposit(reqId, 0, proofs);
    }
}
