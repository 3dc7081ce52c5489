// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IPriceFeed } from "../../../src/interfaces/IPriceFeed.sol";
import { ICollateralPrice } from "../../../src/interfaces/ICollateralPrice.sol";
import { IStakerRegistry } from "../../../src/interfaces/IStakerRegistry.sol";
import { StakerRegistry } from "../../../src/StakerRegistry.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

contract WeightTest is DepositFixture {
    address private staker;

    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
        staker = stakers[0];
    }

    // --- setAcceptLimit ---

    function test_Limit_RevertWhen_NotRegistered() external {
        vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_NotRegistered.selector, alice));
        vm.prank(alice);
        system.registry.setAcceptLimit(1);
    }

    function test_Limit_RevertWhen_TooLarge() external {
        uint64 sats = uint64(type(uint56).max) + 1;
        vm.expectRevert(
            abi.encodeWithSelector(
                IStakerRegistry.StakerRegistry_ParameterOutOfBounds.selector, bytes32("acceptLimit"), sats
            )
        );
        vm.prank(staker);
        system.registry.setAcceptLimit(sats);
    }

    function test_Limit_CountsLater() external {
        uint256 effective = vm.getBlockNumber() + 300;
        vm.expectEmit(address(system.registry));
        emit IStakerRegistry.AcceptLimitSet(staker, uint64(BTC), effective);
        vm.prank(staker);
        system.registry.setAcceptLimit(BTC);
        vm.roll(effective - 1);
        assertEq(system.registry.drawableCapacity(1), 2 * BTC, "not yet");
        vm.roll(effective);
        assertEq(system.registry.drawableCapacity(1), BTC, "in force");
        assertEq(system.registry.freeCapacity(staker), 2 * BTC, "capacity is another thing");
        vm.prank(staker);
        system.registry.setAcceptLimit(type(uint56).max);
        assertEq(system.registry.drawableCapacity(1), BTC, "a higher one waits too");
        mature(staker);
        assertEq(system.selector.weightOf(1), 20_000, "no limit any more");
    }

    function test_Limit_SetAgainBefore() external {
        vm.startPrank(staker);
        system.registry.setAcceptLimit(0);
        vm.stopPrank();
        mature(staker);
        assertEq(system.selector.weightOf(1), 0, "takes nothing");
        vm.prank(staker);
        system.registry.setAcceptLimit(BTC);
        vm.roll(vm.getBlockNumber() + 200);
        vm.prank(staker);
        system.registry.setAcceptLimit(BTC / 2);
        vm.roll(vm.getBlockNumber() + 299);
        assertEq(system.registry.drawableCapacity(1), 0, "the old one until the last is in force");
        vm.roll(vm.getBlockNumber() + 1);
        assertEq(system.registry.drawableCapacity(1), BTC / 2, "the last one");
    }

    // --- refreshWeight ---

    function test_Refresh_RevertWhen_Unknown() external {
        vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_NotRegistered.selector, alice));
        system.registry.refreshWeight(alice);
    }

    function test_Refresh_RevertWhen_NoPrice() external {
        feed.set(0, 0);
        vm.expectPartialRevert(ICollateralPrice.CollateralPrice_Unavailable.selector);
        system.registry.refreshWeight(staker);
    }

    /// Which draw a change reaches does not depend on the other: the holders' needs no price, and no other draw's seed.
    function test_Refresh_HolderWithoutAPrice() external {
        minted(alice, BTC);
        address holder = system.registry.stakerOf(stakers[0]).issued != 0
            ? stakers[0]
            : system.registry.stakerOf(stakers[1]).issued != 0 ? stakers[1] : stakers[2];
        uint256 id = system.registry.stakerOf(holder).id;
        vm.prank(address(system.holders));
        system.registry.reserveRedemption(id, BTC / 2);
        assertEq(system.holders.weightOf(id), 10_000, "not told yet");
        feed.set(0, 0);
        system.registry.refreshWeight(holder);
        assertEq(system.holders.weightOf(id), 5000, "without a price");
        vm.expectPartialRevert(ICollateralPrice.CollateralPrice_Unavailable.selector);
        system.registry.refreshWeight(holder);

        feed.set(PRICE, 0);
        request(alice, 10_000);
        vm.roll(vm.getBlockNumber() + 3);
        vm.prank(address(system.holders));
        system.registry.reserveRedemption(id, BTC / 4);
        system.registry.refreshWeight(holder);
        assertEq(system.holders.weightOf(id), 2500, "while a deposit's seed is known");
        vm.expectRevert(IStakerRegistry.StakerRegistry_DrawOpen.selector);
        system.registry.refreshWeight(holder);
    }

    function test_Refresh_FollowsThePrice() external {
        feed.set(PRICE / 2, 0);
        assertEq(system.selector.weightOf(1), 20_000, "as before");
        vm.prank(alice);
        system.registry.refreshWeight(staker);
        assertEq(system.selector.weightOf(1), 10_000, "half");
        feed.set(PRICE * 2, 0);
        system.registry.refreshWeight(staker);
        assertEq(system.selector.weightOf(1), 40_000, "double");
    }

    function testFuzz_CapacityRoundsDown(uint96 amount, uint128 price) external {
        // T14: any price up to 2^128 − 1
        amount = uint96(bound(amount, 1, 1e27));
        price = uint128(bound(price, 1, type(uint128).max));
        address fresh = registerStaker("fresh");
        addCollateral(fresh, amount);
        feed.set(int192(uint192(price)), 0);
        uint256 value = uint256(amount) * price / 1e26;
        uint256 expected = value * 100 / 150;
        if (expected > 21e14) expected = 21e14;
        assertEq(system.registry.collateralCapacity(fresh), expected, "two thirds of the value, rounded down");
    }

    // --- the bridge's functions ---

    function test_Bridge_RevertWhen_NotBridge() external {
        bytes memory reason = abi.encodeWithSelector(IStakerRegistry.StakerRegistry_NotBridge.selector, address(this));
        vm.expectRevert(reason);
        system.registry.release(1, 1);
        vm.expectRevert(reason);
        system.registry.issue(1, 1, 1);
    }

    /// @dev not even the bridge: what is reserved must be counted by the draw
    function test_Reserve_RevertWhen_NotSelector() external {
        address[2] memory callers = [address(this), address(system.bridge)];
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_NotSelector.selector, callers[i]));
            vm.prank(callers[i]);
            system.registry.tryReserve(1, 1, uint192(PRICE));
        }
    }

    function test_Reserve_NothingWhen_UnknownStaker() external {
        for (uint256 id; id < 5; id += 4) {
            _refused(id, 0, uint192(PRICE));
            _refused(id, type(uint64).max, uint192(PRICE));
        }
    }

    function test_Reserve_NothingWhen_CapacityShort() external {
        _refused(1, 2 * BTC + 1, uint192(PRICE));
        _refused(1, type(uint64).max, uint192(PRICE));
        _refused(1, 2 * BTC, uint192(PRICE) - 1);
        _refused(1, 1, 0);
        (address reserved, uint64 left) = _tryReserve(1, 2 * BTC, uint192(PRICE));
        assertEq(reserved, staker, "to the last sat");
        assertEq(left, 0, "nothing left");
        _refused(1, 1, uint192(PRICE));
    }

    function test_Reserve_WithinTheAcceptLimit() external {
        vm.prank(staker);
        system.registry.setAcceptLimit(BTC);
        vm.roll(vm.getBlockNumber() + 300);
        _refused(1, BTC + 1, uint192(PRICE));
        (address reserved, uint64 left) = _tryReserve(1, BTC / 4, uint192(PRICE));
        assertEq(reserved, staker, "within it");
        assertEq(left, BTC, "it limits each deposit, not their sum");
    }

    function test_Reserve_OnlyMatureCollateral() external {
        addCollateral(staker, collateralFor(BTC));
        _refused(1, 2 * BTC + 1, uint192(PRICE));
        vm.roll(vm.getBlockNumber() + 300);
        (address reserved,) = _tryReserve(1, 3 * BTC, uint192(PRICE));
        assertEq(reserved, staker, "once it is mature");
    }

    function test_Bridge_RevertWhen_UnknownStaker() external {
        bytes memory reason = abi.encodeWithSelector(IStakerRegistry.StakerRegistry_NotRegistered.selector, address(0));
        vm.startPrank(address(system.bridge));
        for (uint256 id; id < 5; id += 4) {
            vm.expectRevert(reason);
            system.registry.release(id, 0);
            vm.expectRevert(reason);
            system.registry.issue(id, 0, 1);
        }
    }

    function test_Bridge_RevertWhen_CapacityShort() external {
        _tryReserve(1, 2 * BTC, uint192(PRICE));
        vm.startPrank(address(system.bridge));
        vm.expectRevert(
            abi.encodeWithSelector(IStakerRegistry.StakerRegistry_CapacityShort.selector, staker, uint64(1), uint64(0))
        );
        system.registry.issue(1, 2 * BTC, 2 * BTC + 1);
    }

    // --- price ---

    function test_T14_NoPrice() external {
        vm.warp(block.timestamp + 60 days);
        uint64 now_ = uint64(block.timestamp);
        _assertNoPrice(0, now_);
        _assertNoPrice(-1, now_);
        _assertNoPrice(type(int192).min, now_);
        _assertNoPrice(PRICE, now_ - 30 days - 1);
        _assertNoPrice(PRICE, now_ + 1);
        _assertNoPrice(int192(uint192(type(uint128).max) + 1), now_);
        feed.set(PRICE, now_ - 30 days);
        assertEq(system.registry.price(), uint192(PRICE), "the oldest that counts");
    }

    function test_T14_FeedReverts() external {
        vm.mockCallRevert(address(feed), abi.encodeCall(IPriceFeed.latestRoundData, ()), "down");
        assertEq(system.registry.drawableCapacity(1), 0, "nothing may be drawn");
        vm.expectRevert(abi.encodeWithSelector(ICollateralPrice.CollateralPrice_Unavailable.selector, 0, 0));
        system.registry.price();
    }

    // --- admin ---

    function test_Admin_RevertWhen_NotAdmin() external {
        bytes memory reason = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, guardian);
        vm.startPrank(guardian);
        vm.expectRevert(reason);
        system.registry.setWhitelisted(alice, true);
        vm.expectRevert(reason);
        system.registry.setRegistrationBond(1 ether);
    }

    function test_Admin_RevertWhen_OutOfBounds() external {
        vm.expectRevert(IStakerRegistry.StakerRegistry_AddressZero.selector);
        system.registry.setWhitelisted(address(0), true);
        uint256[3] memory values = [uint256(0), 0.01 ether - 1, 10 ether + 1];
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IStakerRegistry.StakerRegistry_ParameterOutOfBounds.selector, bytes32("registrationBond"), values[i]
                )
            );
            system.registry.setRegistrationBond(values[i]);
        }
        system.registry.setRegistrationBond(0.01 ether);
        system.registry.setRegistrationBond(10 ether);
        assertEq(system.registry.registrationBond(), 10 ether, "both ends");
    }

    /// @dev Taking a staker from the list does not touch one that is registered.
    function test_Admin_UnlistingKeepsTheStaker() external {
        system.registry.setWhitelisted(staker, false);
        assertEq(system.registry.stakerOf(staker).id, 1, "still there");
        assertEq(system.selector.weightOf(1), 20_000, "still weighs");
    }

    function _tryReserve(uint256 id, uint64 sats, uint256 price) private returns (address reserved, uint64 left) {
        vm.prank(address(system.selector));
        return system.registry.tryReserve(id, sats, price);
    }

    function _refused(uint256 id, uint64 sats, uint256 price) private {
        uint64 before = system.registry.stakerOf(staker).toBeIssued;
        (address reserved, uint64 left) = _tryReserve(id, sats, price);
        assertEq(reserved, address(0), "nobody");
        assertEq(left, 0, "nothing");
        assertEq(system.registry.stakerOf(staker).toBeIssued, before, "nothing reserved");
    }

    function _assertNoPrice(int192 answer, uint64 updatedAt) private {
        feed.set(answer, updatedAt);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICollateralPrice.CollateralPrice_Unavailable.selector, int256(answer), uint256(updatedAt)
            )
        );
        system.registry.price();
        assertEq(system.registry.drawableCapacity(1), 0, "nothing may be drawn");
    }
}
