// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../../../src/interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { DepositState } from "../../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../../utils/ShareFixture.sol";

/// @notice Less was paid: the rest, or a settlement for what there is.
contract FinalisePartialTest is ShareFixture {
    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    function test_TopUpInThreePayments() external {
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC / 4);
        count(reqId, 0, BTC / 4);
        assertState(reqId, DepositState.Assigned, "half of it");
        assertEq(viewOf(reqId, 0).paidSats, BTC / 2, "counted");
        assertEq(system.qpBTC.totalSupply(), 0, "nothing minted");
        count(reqId, 0, BTC / 2);
        assertState(reqId, DepositState.Minted, "all of it");
        assertEq(viewOf(reqId, 0).paidSats, BTC, "paid");
        assertEq(viewOf(reqId, 0).mintedSats, BTC, "minted");
        assertBooks("R1, R2");
    }

    /// @dev The whole decides how many confirmations each payment needs, not its part.
    function test_RevertWhen_TopUpConfirmedForItsPartOnly() external {
        addStakers(3, 100 * BTC);
        uint256 reqId = assigned(alice, 10 * BTC);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotConfirmed.selector, 6, 12));
        this.countWith(reqId, BTC, 6);
    }

    function countWith(uint256 reqId, uint64 sats, uint256 confirmations) external {
        system.minter.executeDeposit(reqId, 0, payShare(reqId, 0, sats, confirmations));
    }

    function test_RevertWhen_NotRequester() external {
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC / 4);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotRequester.selector, bob, alice));
        vm.prank(bob);
        system.minter.finalisePartial(reqId, 0);
    }

    function test_RevertWhen_NothingPaid() external {
        uint256 reqId = assigned(alice, BTC);
        vm.expectRevert(
            abi.encodeWithSelector(IDepositMinter.DepositMinter_NothingPartial.selector, uint64(0), uint64(BTC))
        );
        vm.prank(alice);
        system.minter.finalisePartial(reqId, 0);
    }

    /// @dev A quarter paid: a quarter minted, three quarters of the bond lost, the rest of the room free at once.
    function test_Finalise() external {
        uint256 reqId = assigned(alice, BTC);
        address staker = viewOf(reqId, 0).staker;
        count(reqId, 0, BTC / 4);
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.DepositFinalised(reqId, 0, BTC / 4, BTC * 3 / 4);
        vm.prank(alice);
        system.minter.finalisePartial(reqId, 0);
        assertState(reqId, DepositState.Minted, "settled");
        assertEq(viewOf(reqId, 0).sats, BTC / 4, "for what was paid");
        assertEq(system.qpBTC.totalSupply(), BTC / 4, "minted");
        assertEq(system.registry.freeCapacity(staker), 2 * BTC - BTC / 4, "the rest is free");
        assertBooks("R1, R2");

        assertEq(viewOf(reqId, 0).bondWei, 0.001_25 ether, "a quarter of the bond");
        assertEq(system.bridge.balanceOf(staker), 0.001_875 ether, "half of the rest");
        assertEq(system.bridge.balanceOf(feeRecipient), 0.001_875 ether, "half of the rest");
        uint256[] memory ids = new uint256[](1);
        ids[0] = reqId;
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.BondClaimed(reqId, alice, 0.001_25 ether);
        system.bridge.claimBonds(ids);
        assertEq(paymentsOf(reqId, 0).mintedSats, BTC / 4, "and the slot is empty again");
    }

    /// @dev Late, for what was paid: needs room like any late payment, and has no bond left.
    function test_FinaliseExpired() external {
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC / 4);
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        freshen();
        uint256 gained = system.bridge.balanceOf(feeRecipient);
        vm.prank(alice);
        system.minter.finalisePartial(reqId, 0);
        assertState(reqId, DepositState.Minted, "settled");
        assertEq(system.bridge.balanceOf(feeRecipient), gained, "the bond was lost once");
        assertBooks("R1, R2");
    }

    function test_FinaliseExpiredWithoutRoom() external {
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC / 4);
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        feed.set(PRICE / 100, 0);
        freshen();
        vm.prank(alice);
        system.minter.finalisePartial(reqId, 0);
        assertState(reqId, DepositState.Escrowed, "waits");
        assertBooks("R1, R2");
    }

    /// @dev Over the mint limit it waits with its reservation, cut to what was paid.
    function test_FinaliseOverTheLimit() external {
        setMintLimit(BTC);
        minted(bob, BTC);
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC / 4);
        vm.prank(alice);
        system.minter.finalisePartial(reqId, 0);
        assertState(reqId, DepositState.Escrowed, "waits for the limit");
        assertTrue(paymentsOf(reqId, 0).reserved, "with its reservation");
        assertBooks("R1, R2");
        vm.warp(block.timestamp + 25 hours);
        freshen();
        system.minter.drainEscrow(address(0));
        assertState(reqId, DepositState.Minted, "in its turn");
        assertBooks("R1, R2");
    }

    /// @dev What comes after the settlement is a claim on the same share.
    function test_PaidAfterTheSettlement() external {
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC / 4);
        vm.prank(alice);
        system.minter.finalisePartial(reqId, 0);
        count(reqId, 0, BTC / 2);
        assertEq(system.qpBTC.totalSupply(), BTC * 3 / 4, "both");
        assertEq(paymentsOf(reqId, 0).paidSats, BTC * 3 / 4, "paid");
        assertBooks("R1, R2");
    }

    /// @dev R1, R2, R15 for every amount and every part of it
    function testFuzz_Finalise(uint64 sats, uint64 paid) external {
        sats = uint64(bound(sats, 10_000, 2 * BTC));
        paid = uint64(bound(paid, 1, sats - 1));
        uint256 reqId = assigned(alice, sats);
        uint256 bond = viewOf(reqId, 0).bondWei;
        count(reqId, 0, paid);
        vm.prank(alice);
        system.minter.finalisePartial(reqId, 0);
        assertBooks("R1, R2");
        assertEq(system.qpBTC.totalSupply(), paid, "minted");
        uint256 lost = system.bridge.balanceOf(feeRecipient) + system.bridge.balanceOf(viewOf(reqId, 0).staker);
        assertEq(viewOf(reqId, 0).bondWei + lost, bond, "R15: all of the bond");
        assertEq(lost, bond / sats * (sats - paid), "in proportion");
    }
}
