// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../../utils/ShareFixture.sol";

/// @notice A deposit that no staker can carry alone.
contract SharesTest is ShareFixture {
    function setUp() public override {
        super.setUp();
        addStakers(4, 2 * BTC);
    }

    function test_Split() external {
        uint64[] memory quoted = system.bridge.quoteDeposit(5 * BTC).shareSats;
        assertEq(quoted.length, 3, "the page can say so before");
        uint256 reqId = assigned(alice, 5 * BTC);
        assertEq(viewOf(reqId, 0).shareCount, 3, "three");
        uint64 sum;
        for (uint8 share; share < 3; ++share) {
            assertShareState(reqId, share, DepositState.Assigned, "each");
            assertEq(viewOf(reqId, share).sats, quoted[share], "as quoted");
            assertEq(viewOf(reqId, share).requester, alice, "one requester");
            assertEq(viewOf(reqId, share).refundHeight, viewOf(reqId, 0).refundHeight, "one refund height");
            sum += viewOf(reqId, share).sats;
        }
        assertEq(sum, 5 * BTC, "R7");
        assertEq(uint256(viewOf(reqId, 3).state), uint256(DepositState.None), "no fourth");
        assertNotEq(keccak256(viewOf(reqId, 0).script), keccak256(viewOf(reqId, 1).script), "R10: a script each");
        assertNotEq(viewOf(reqId, 0).staker, viewOf(reqId, 1).staker, "a staker each");
        assertBooks("R2");
    }

    /// @dev Shares live and die by themselves.
    function test_EachByItself() external {
        uint256 reqId = assigned(alice, 5 * BTC);
        count(reqId, 1, 2 * BTC);
        assertShareState(reqId, 1, DepositState.Minted, "paid");
        assertShareState(reqId, 0, DepositState.Assigned, "not yet");
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        assertShareState(reqId, 0, DepositState.Expired, "late");
        vm.expectPartialRevert(IEntanglementManager.EntanglementManager_WrongState.selector);
        system.bridge.expireDeposit(reqId, 1);
        system.bridge.expireDeposit(reqId, 2);
        assertBooks("R1, R2");
    }

    /// @dev What is paid to one share's script proves nothing for another.
    function test_RevertWhen_OtherShare() external {
        uint256 reqId = assigned(alice, 5 * BTC);
        Proof[] memory proofs = payShare(reqId, 0, 2 * BTC, 6);
        vm.expectRevert();
        system.minter.executeDeposit(reqId, 1, proofs);
        vm.expectRevert(
            abi.encodeWithSelector(IEntanglementManager.EntanglementManager_UnknownRequest.selector, reqId, 3)
        );
        system.minter.executeDeposit(reqId, 3, proofs);
    }

    /// @dev One transaction with all outputs, as a wallet pays a split.
    function test_OneTransactionPaysAll() external {
        uint256 reqId = assigned(alice, 5 * BTC);
        bytes[] memory outs = new bytes[](3);
        for (uint8 share; share < 3; ++share) {
            outs[share] = output(viewOf(reqId, share).sats, system.bridge.depositScript(reqId, share));
        }
        Proof[] memory proofs = new Proof[](1);
        proofs[0] = mineWith(system.relay, buildTx(outs), 3, 4);
        mine(system.relay, 5);
        for (uint8 share; share < 3; ++share) {
            system.minter.executeDeposit(reqId, share, proofs);
        }
        assertEq(system.qpBTC.totalSupply(), 5 * BTC, "all");
        assertBooks("R1, R2");
    }

    /// @dev Bonds of the shares that are done come back together; those of open ones stay.
    function test_ClaimBondsOfSomeShares() external {
        uint256 reqId = assigned(alice, 5 * BTC);
        uint256 whole = viewOf(reqId, 0).bondWei + viewOf(reqId, 1).bondWei + viewOf(reqId, 2).bondWei;
        uint256 rate = whole / (5 * BTC);
        count(reqId, 0, 2 * BTC);
        count(reqId, 1, 2 * BTC);
        uint256[] memory ids = new uint256[](1);
        ids[0] = reqId;
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.BondClaimed(reqId, alice, rate * 4 * BTC);
        system.bridge.claimBonds(ids);
        vm.expectRevert(IEntanglementManager.EntanglementManager_NothingToClaim.selector);
        system.bridge.claimBonds(ids);
        count(reqId, 2, BTC);
        system.bridge.claimBonds(ids);
        assertEq(address(system.bridge).balance, 0, "all of it");
    }

    /// @dev R7 for every amount that can be asked for
    function testFuzz_R7_SharesSum(uint64 sats) external {
        sats = uint64(bound(sats, 10_000, 8 * BTC));
        uint256 reqId = assigned(alice, sats);
        uint64 sum;
        uint8 shares = viewOf(reqId, 0).shareCount;
        assertLe(shares, 5, "at most five");
        for (uint8 share; share < shares; ++share) {
            uint64 part = viewOf(reqId, share).sats;
            assertGe(part, 10_000, "no crumb");
            sum += part;
            count(reqId, share, part);
        }
        assertEq(sum, sats, "R7");
        assertEq(system.qpBTC.totalSupply(), sats, "minted");
        assertBooks("R1, R2");
    }
}
