// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IStakerRegistry } from "../../src/interfaces/IStakerRegistry.sol";
import { StakerView } from "../../src/types/StakerTypes.sol";
import { DepositFixture } from "../utils/DepositFixture.sol";

/// @notice Every amount that a staker or the admin gives to the registry, over all there are, between bounds that have a name.
/// forge-config: ci.fuzz.runs = 256
contract StakerAmountsTest is DepositFixture {
    uint64 private constant NO_LIMIT = type(uint56).max;
    uint64 private constant MAX_MIN_MINER_FEE = 100_000;
    address private _staker;

    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
        _staker = stakers[0];
    }

    /// @dev up to what a slot can hold; more is refused, never cut off
    function testFuzz_DepositCollateral(uint256 amount) external {
        uint256 before = system.registry.stakerOf(_staker).collateral;
        uint256 most = type(uint96).max - before;
        collateral.mint(_staker, amount > type(uint256).max - 1e40 ? 0 : amount);
        vm.startPrank(_staker);
        collateral.approve(address(system.registry), type(uint256).max);
        if (amount == 0) vm.expectRevert(IStakerRegistry.StakerRegistry_AmountZero.selector);
        else if (amount > most) vm.expectRevert();
        system.registry.depositCollateral(amount);
        bool took = amount != 0 && amount <= most;
        StakerView memory seen = system.registry.stakerOf(_staker);
        assertEq(seen.collateral, took ? before + amount : before, "all of it or nothing");
        assertEq(seen.maturing, took ? amount : 0, "weighs later");
        vm.stopPrank();
    }

    /// @dev R13 while half of it is needed
    function testFuzz_RequestUnstake(uint256 amount) external {
        uint256 reqId = minted(alice, BTC);
        address carrier = system.bridge.depositOf(reqId, 0).staker;
        uint256 most = collateralFor(BTC);
        vm.startPrank(carrier);
        if (amount == 0) {
            vm.expectRevert(IStakerRegistry.StakerRegistry_AmountZero.selector);
        } else if (amount > most) {
            vm.expectRevert(
                abi.encodeWithSelector(IStakerRegistry.StakerRegistry_CollateralNeeded.selector, amount, most)
            );
        }
        system.registry.requestUnstake(amount);
        uint256 half = bound(amount, 1, most);
        if (amount == 0 || amount > most) system.registry.requestUnstake(half);
        assertEq(system.registry.stakerOf(carrier).unstaking, half, "locked");
        assertGe(system.registry.collateralCapacity(carrier), BTC, "R13");
        vm.stopPrank();
    }

    function testFuzz_AcceptLimit(uint64 sats, uint64 asked) external {
        vm.prank(_staker);
        if (sats > NO_LIMIT) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IStakerRegistry.StakerRegistry_ParameterOutOfBounds.selector, bytes32("acceptLimit"), sats
                )
            );
        }
        system.registry.setAcceptLimit(sats);
        sats = uint64(bound(asked, 0, 4 * BTC));
        vm.prank(_staker);
        system.registry.setAcceptLimit(sats);
        mature(_staker);
        assertEq(system.registry.drawableCapacity(1), sats < 2 * BTC ? sats : 2 * BTC, "what it takes");
        assertEq(system.selector.weightOf(1), (sats < 2 * BTC ? sats : 2 * BTC) / 10_000, "in whole quanta");
    }

    function testFuzz_MinMinerFee(uint64 sats, uint64 offered) external {
        minted(alice, BTC);
        vm.prank(_staker);
        if (sats > MAX_MIN_MINER_FEE) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IStakerRegistry.StakerRegistry_ParameterOutOfBounds.selector, bytes32("minMinerFee"), sats
                )
            );
        }
        system.registry.setMinMinerFee(sats);
        sats = uint64(bound(sats, 0, MAX_MIN_MINER_FEE));
        vm.prank(_staker);
        system.registry.setMinMinerFee(sats);
        assertEq(system.registry.stakerOf(_staker).minMinerFee, 0, "not yet");
        vm.warp(block.timestamp + 1 days);
        assertEq(system.registry.stakerOf(_staker).minMinerFee, sats, "a day later");
        (uint64 holds, bool refused) = system.registry.redeemable(1, offered);
        assertEq(refused, holds != 0 && offered < sats, "whoever offers less is refused");
    }

    function testFuzz_RegistrationBond(uint256 bond, uint256 sent) external {
        bool inside = bond >= 0.01 ether && bond <= 10 ether;
        if (!inside) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IStakerRegistry.StakerRegistry_ParameterOutOfBounds.selector, bytes32("registrationBond"), bond
                )
            );
        }
        system.registry.setRegistrationBond(bond);
        bond = bound(bond, 0.01 ether, 10 ether);
        system.registry.setRegistrationBond(bond);
        sent = bound(sent, 0, 11 ether);

        (address newcomer, uint256 key) = makeAddrAndKey("newcomer");
        vm.deal(newcomer, 11 ether);
        system.registry.setWhitelisted(newcomer, true);
        (uint256 x, uint256 y, bytes memory signature) = keyProof(newcomer, key);
        vm.prank(newcomer);
        if (sent != bond) {
            vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_BondAmount.selector, sent, bond));
        }
        system.registry.register{ value: sent }(x, y, signature, sweepScript(newcomer));
        uint256 kept = system.registry.stakerOf(newcomer).registrationBondWei;
        assertEq(kept, sent == bond ? bond : 0, "R15: exactly the bond is kept");
    }
}
