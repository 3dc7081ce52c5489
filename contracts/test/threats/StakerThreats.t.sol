// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IStakerRegistry } from "../../src/interfaces/IStakerRegistry.sol";
import { BridgeParams, DepositState } from "../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../utils/ShareFixture.sol";

/// @notice Ways for a staker to get out of what it owes, and for numbers to be too small. Each once went through.
contract StakerThreatsTest is ShareFixture {
    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    /// What was free when the price was high is not free any more when it is claimed 28 days later.
    function test_R13_ClaimWaitsUntilWhatStaysIsEnough() external {
        uint256 reqId = minted(alice, BTC);
        address staker = viewOf(reqId, 0).staker;
        uint256 free = collateralFor(BTC);
        vm.prank(staker);
        system.registry.requestUnstake(free);
        vm.warp(block.timestamp + 28 days);
        feed.set(PRICE * 9 / 10, 0);
        uint256 stays = system.registry.stakerOf(staker).collateral;
        vm.prank(staker);
        vm.expectRevert(
            abi.encodeWithSelector(
                IStakerRegistry.StakerRegistry_CollateralNeeded.selector, (stays * 10 + 8) / 9, stays
            )
        );
        system.registry.claimUnstake();
        // Without a price nobody knows what is enough.
        feed.set(0, 0);
        vm.prank(staker);
        vm.expectRevert();
        system.registry.claimUnstake();

        feed.set(PRICE * 9 / 10, 0);
        addCollateral(staker, free / 9 + 1);
        vm.prank(staker);
        system.registry.claimUnstake();
        assertEq(collateral.balanceOf(staker), free, "paid");
        assertGe(
            system.registry.collateralCapacity(staker),
            system.registry.stakerOf(staker).issued,
            "R13: what stays is enough"
        );
    }

    /// What was asked for before it took a coin stays here until that is minted: 28 days are shorter than a refund window.
    function test_T13_ClaimWaitsWhileItTookMoreThanWasMinted() external {
        uint256 reqId = assigned(alice, 2 * BTC);
        address staker = viewOf(reqId, 0).staker;
        uint256 free = collateralFor(BTC);
        addCollateral(staker, free);
        vm.prank(staker);
        system.registry.requestUnstake(free);
        bytes memory funding = count(reqId, 0, 3 * BTC);
        system.minter.proveSweep(reqId, 0, funding, 0, sweep(funding, 0, 6));
        assertFalse(system.registry.stakerOf(staker).held, "a part of it was minted: no fault");

        vm.warp(block.timestamp + 28 days);
        feed.set(PRICE, 0);
        freshen();
        vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_Held.selector, staker));
        vm.prank(staker);
        system.registry.claimUnstake();
        addCollateral(staker, free);
        system.minter.drainEscrow(staker);
        assertEq(paymentsOf(reqId, 0).mintedSats, 3 * BTC, "all that it took");
        vm.prank(staker);
        system.registry.claimUnstake();
        assertEq(collateral.balanceOf(staker), free, "paid");
    }

    /// A thief takes more coins than a byte counts: each of them can be proven, and only the last mint sets it free.
    function test_T13_MoreCoinsTakenThanAByteCounts() external {
        vm.startPrank(address(system.minter));
        for (uint256 i; i < 300; ++i) {
            system.registry.holdStaker(1, true);
        }
        for (uint256 i; i < 299; ++i) {
            system.registry.holdStaker(1, false);
        }
        assertTrue(system.registry.stakerOf(stakers[0]).held, "one is left");
        system.registry.holdStaker(1, false);
        assertFalse(system.registry.stakerOf(stakers[0]).held, "none");
        vm.stopPrank();
    }

    /// The most that may be asked for is kept whole, also while it waits.
    function test_R7_LargestRequestIsKeptWhole() external {
        BridgeParams memory p = defaultParams();
        p.requestLimitSats = type(uint48).max;
        system.bridge.setParams(p);
        uint256 reqId = queued(alice, p.requestLimitSats);
        assertEq(viewOf(reqId, 0).sats, p.requestLimitSats, "whole");
        (, uint64 waits,) = system.bridge.depositQueue();
        assertEq(waits, p.requestLimitSats, "and waits whole");
        assertState(reqId, DepositState.Queued, "queued");
    }
}
