// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { ICollateralPrice } from "../../../src/interfaces/ICollateralPrice.sol";
import { IStakerRegistry } from "../../../src/interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "../../../src/interfaces/IStakerSelector.sol";
import { DepositState, DepositView } from "../../../src/types/BridgeTypes.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

/// @dev takes no coins
contract Refuser {
    function ask(IEntanglementManager bridge, uint64 sats) external payable {
        bridge.requestDeposit{ value: msg.value }(sats, address(this), bytes20(uint160(1)), false);
    }
}

contract RequestDepositTest is DepositFixture {
    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    function test_RevertWhen_Paused() external {
        uint256 until = block.timestamp + 1 days;
        vm.prank(guardian);
        system.bridge.pauseDeposits(until);
        assertEq(system.bridge.quoteDeposit(BTC).maxSats, 0, "nothing on offer");
        _expect(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_Paused.selector, until));
        _request(BTC);
        vm.warp(until);
        feed.set(PRICE, 0);
        mine(system.relay, 1);
        request(alice, BTC);
    }

    function test_RevertWhen_RelayStale() external {
        (, uint256 tipTime) = system.relay.tip();
        vm.warp(tipTime + 3 hours);
        request(alice, BTC);
        vm.warp(tipTime + 3 hours + 1);
        assertEq(system.bridge.quoteDeposit(BTC).maxSats, 0, "nothing on offer");
        _expect(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_RelayStale.selector, tipTime, 3 hours));
        _request(BTC);
        mine(system.relay, 1);
        request(alice, BTC);
    }

    function test_RevertWhen_UnderDust() external {
        _expect(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_AmountUnderDust.selector, 9999, 10_000));
        _request(9999);
        request(alice, 10_000);
    }

    function test_RevertWhen_BeyondTheRequestLimit() external {
        uint64 sats = 100 * BTC + 1;
        _expect(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_AmountTooLarge.selector, sats));
        _request(sats);
    }

    function test_RevertWhen_RecipientZero() external {
        _expect(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_RecipientZero.selector));
        system.bridge.requestDeposit{ value: 1 ether }(BTC, address(0), REFUND_KEY, false);
    }

    function test_RevertWhen_RefundKeyZero() external {
        _expect(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_RefundKeyZero.selector));
        system.bridge.requestDeposit{ value: 1 ether }(BTC, alice, bytes20(0), false);
    }

    /// @dev Whoever waits pays nothing and holds nothing.
    function test_QueuedWhenCapacityIsShort() external {
        uint256 before = alice.balance;
        (uint256 height,) = system.relay.tip();
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositRequested(1, alice, bob, 7 * BTC, REFUND_KEY, 0, height, height + 4320);
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositQueued(1, 1);
        vm.prank(alice);
        uint256 reqId = system.bridge.requestDeposit{ value: 1 ether }(7 * BTC, bob, REFUND_KEY, true);
        assertState(reqId, DepositState.Queued, "waits");
        assertEq(alice.balance, before, "all of it sent back");
        assertEq(system.selector.held(), 0, "nothing held");
        assertEq(system.bridge.depositOf(reqId, 0).position, 1, "first");
        assertEq(system.bridge.quoteDeposit(BTC).queuedSats, 7 * BTC, "seen by others");
    }

    /// @dev What can be held is held at once, with a bond.
    function test_NotQueuedWhenThereIsRoom() external {
        vm.prank(alice);
        uint256 reqId = system.bridge.requestDeposit{ value: 1 ether }(6 * BTC, alice, REFUND_KEY, true);
        assertState(reqId, DepositState.Requested, "drawn for");
        assertEq(system.selector.held(), 6 * BTC, "held");
    }

    /// @dev Waiting needs no price.
    function test_QueuedWithoutPrice() external {
        feed.set(0, 0);
        vm.prank(alice);
        uint256 reqId = system.bridge.requestDeposit(7 * BTC, alice, REFUND_KEY, true);
        assertState(reqId, DepositState.Queued, "waits");
    }

    function test_RevertWhen_PriceMissing() external {
        feed.set(PRICE, uint64(block.timestamp));
        vm.warp(block.timestamp + 30 days);
        mine(system.relay, 1);
        request(alice, 10_000);
        vm.warp(block.timestamp + 1);
        uint256 updatedAt = block.timestamp - 30 days - 1;
        assertEq(system.bridge.quoteDeposit(BTC).maxSats, 0, "nothing on offer");
        _expect(abi.encodeWithSelector(ICollateralPrice.CollateralPrice_Unavailable.selector, int256(PRICE), updatedAt));
        _request(BTC);
    }

    function test_RevertWhen_CapacityShort() external {
        assertEq(system.bridge.quoteDeposit(BTC).maxSats, 6 * BTC, "on offer");
        _expect(
            abi.encodeWithSelector(IStakerSelector.StakerSelector_CapacityShort.selector, 6 * BTC + 1, uint64(6 * BTC))
        );
        _request(6 * BTC + 1);
    }

    function test_RevertWhen_BondShort() external {
        uint256 bond = system.bridge.quoteDeposit(BTC).bondWei;
        _expect(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_BondAmount.selector, bond - 1, bond));
        system.bridge.requestDeposit{ value: bond - 1 }(BTC, alice, REFUND_KEY, false);
    }

    function test_RevertWhen_ExcessCannotBeSentBack() external {
        Refuser refuser = new Refuser();
        uint256 bond = system.bridge.quoteDeposit(BTC).bondWei;
        refuser.ask{ value: bond }(system.bridge, BTC);
        bond = system.bridge.quoteDeposit(10_000).bondWei;
        vm.expectRevert(
            abi.encodeWithSelector(
                IEntanglementManager.EntanglementManager_TransferFailed.selector, address(refuser), 1
            )
        );
        refuser.ask{ value: bond + 1 }(system.bridge, 10_000);
    }

    function test_Request() external {
        uint256 bond = system.bridge.quoteDeposit(BTC).bondWei;
        (uint256 height,) = system.relay.tip();
        uint256 before = alice.balance;
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositRequested(1, alice, bob, BTC, REFUND_KEY, bond, height, height + 4320);
        vm.prank(alice);
        uint256 reqId = system.bridge.requestDeposit{ value: bond + 5 }(BTC, bob, REFUND_KEY, false);

        assertEq(reqId, 1, "id");
        assertEq(system.requestIds.last(), 1, "last id");
        assertEq(before - alice.balance, bond, "only the bond is kept");
        assertEq(address(system.bridge).balance, bond, "bond held");
        assertEq(system.selector.held(), BTC, "amount held");
        assertEq(system.selector.nextDraw(), 1, "draw open");
        DepositView memory deposit = system.bridge.depositOf(1, 0);
        assertEq(deposit.requester, alice, "requester");
        assertEq(deposit.recipient, bob, "recipient");
        assertEq(deposit.sats, BTC, "sats");
        assertEq(bytes32(deposit.refundPubKeyHash), bytes32(REFUND_KEY), "refund key");
        assertEq(uint256(deposit.state), uint256(DepositState.Requested), "state");
        assertEq(deposit.bondWei, bond, "bond");
        assertEq(deposit.staker, address(0), "no staker yet");
        assertEq(deposit.deadlineTime, 0, "no deadline yet");
        assertEq(deposit.script, "", "no script yet");
    }

    /// @dev rate 0.5 % below half, then in a line to 3 % when everything is taken
    function test_BondRateRises() external {
        assertEq(system.bridge.quoteDeposit(2 * BTC).bondBps, 50, "a third");
        minted(alice, 2 * BTC);
        minted(alice, BTC);
        // 4 of 6 taken: 6,667 bps, rounded up.
        assertEq(system.bridge.quoteDeposit(BTC).bondBps, 134, "two thirds");
        minted(alice, BTC);
        minted(alice, BTC);
        assertEq(system.bridge.quoteDeposit(BTC).bondBps, 300, "all");
        uint256 before = alice.balance;
        request(alice, BTC);
        assertEq(before - alice.balance, 0.03 ether, "3 % of a bitcoin");
    }

    function testFuzz_BondIsTheQuote(uint64 sats, uint64 taken) external {
        taken = uint64(bound(taken, 10_000, 2 * BTC));
        sats = uint64(bound(sats, 10_000, 2 * BTC));
        minted(bob, taken);
        uint256 quoted = system.bridge.quoteDeposit(sats).bondWei;
        uint256 before = alice.balance;
        vm.prank(alice);
        uint256 reqId = system.bridge.requestDeposit{ value: 1 ether }(sats, alice, REFUND_KEY, false);
        assertEq(before - alice.balance, quoted, "bond as quoted");
        assertEq(system.bridge.depositOf(reqId, 0).bondWei, quoted, "bond as stored");
    }

    function _expect(bytes memory reason) private {
        vm.deal(address(this), 100 ether);
        vm.expectRevert(reason);
    }

    function _request(uint64 sats) private {
        system.bridge.requestDeposit{ value: 10 ether }(sats, alice, REFUND_KEY, false);
    }

    receive() external payable { }
}

contract RequestDepositTooFewStakersTest is DepositFixture {
    function test_RevertWhen_TooFewStakers() external {
        addStakers(2, 2 * BTC);
        assertEq(system.bridge.quoteDeposit(BTC).maxSats, 0, "nothing on offer");
        vm.expectRevert(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_TooFewStakers.selector, 2, 3));
        vm.prank(alice);
        system.bridge.requestDeposit{ value: 1 ether }(BTC, alice, REFUND_KEY, false);
        addStaker(2 * BTC);
        request(alice, BTC);
    }
}
