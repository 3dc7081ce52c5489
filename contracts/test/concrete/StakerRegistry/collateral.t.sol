// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

import { ICollateralPrice } from "../../../src/interfaces/ICollateralPrice.sol";
import { IStakerRegistry } from "../../../src/interfaces/IStakerRegistry.sol";
import { StakerRegistry } from "../../../src/StakerRegistry.sol";
import { StakerView } from "../../../src/types/StakerTypes.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

/// @dev keeps one unit of every transfer
contract FeeToken is ERC20("Fee", "FEE") {
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (from != address(0) && to != address(0)) super._update(to, address(0xdead), 1);
    }
}

contract CollateralTest is DepositFixture {
    address private staker;

    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
        staker = stakers[0];
    }

    // --- depositCollateral ---

    function test_Deposit_RevertWhen_NotRegistered() external {
        vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_NotRegistered.selector, alice));
        vm.prank(alice);
        system.registry.depositCollateral(1);
    }

    function test_Deposit_RevertWhen_Zero() external {
        vm.expectRevert(IStakerRegistry.StakerRegistry_AmountZero.selector);
        vm.prank(staker);
        system.registry.depositCollateral(0);
    }

    /// @dev T23: what arrives is compared with what was asked
    function test_Deposit_RevertWhen_TokenTakesAFee() external {
        FeeToken token = new FeeToken();
        vm.etch(address(collateral), address(token).code);
        FeeToken(address(collateral)).mint(staker, 1000);
        vm.startPrank(staker);
        collateral.approve(address(system.registry), 1000);
        vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_TokenDelta.selector, 1000, 999));
        system.registry.depositCollateral(1000);
    }

    function test_Deposit_BacksAtOnceWeighsLater() external {
        uint256 more = collateralFor(BTC);
        uint256 mature_ = vm.getBlockNumber() + 300;
        addCollateral(staker, more);
        assertEq(system.registry.freeCapacity(staker), 3 * BTC, "backs at once");
        assertEq(system.registry.drawableCapacity(1), 2 * BTC, "not in the draw");
        StakerView memory seen = system.registry.stakerOf(staker);
        assertEq(seen.maturing, more, "maturing");
        assertEq(seen.matureBlock, mature_, "mature block");
        vm.roll(mature_ - 1);
        system.registry.refreshWeight(staker);
        assertEq(system.selector.weightOf(1), 20_000, "a block too early");
        vm.roll(mature_);
        assertEq(system.registry.drawableCapacity(1), 3 * BTC, "in the draw");
        system.registry.refreshWeight(staker);
        assertEq(system.selector.weightOf(1), 30_000, "weight");
        assertEq(system.registry.stakerOf(staker).maturing, 0, "nothing maturing");
    }

    function test_Deposit_WaitStartsAgain() external {
        addCollateral(staker, collateralFor(BTC));
        vm.roll(vm.getBlockNumber() + 299);
        addCollateral(staker, collateralFor(BTC));
        vm.roll(vm.getBlockNumber() + 1);
        assertEq(system.registry.drawableCapacity(1), 2 * BTC, "both still maturing");
        vm.roll(vm.getBlockNumber() + 299);
        assertEq(system.registry.drawableCapacity(1), 4 * BTC, "both mature");
        // What matured without a refresh stays mature when more comes.
        addCollateral(staker, collateralFor(BTC));
        assertEq(system.registry.drawableCapacity(1), 4 * BTC, "the old stays");
    }

    // --- requestUnstake ---

    function test_Unstake_RevertWhen_Zero() external {
        vm.expectRevert(IStakerRegistry.StakerRegistry_AmountZero.selector);
        vm.prank(staker);
        system.registry.requestUnstake(0);
    }

    function test_Unstake_RevertWhen_Needed() external {
        address carrier = _carrier(BTC);
        uint256 all = system.registry.stakerOf(carrier).collateral;
        uint256 needed = collateralFor(BTC);
        vm.startPrank(carrier);
        vm.expectRevert(
            abi.encodeWithSelector(
                IStakerRegistry.StakerRegistry_CollateralNeeded.selector, all - needed + 1, all - needed
            )
        );
        system.registry.requestUnstake(all - needed + 1);
        system.registry.requestUnstake(all - needed);
        assertEq(system.registry.freeCapacity(carrier), 0, "exactly what is needed stays");
    }

    /// @dev At any price, what may leave is the most that leaves enough: a unit rounded the other way would not.
    function testFuzz_Unstake_LeavesWhatIsBacked(uint256 price) external {
        address carrier = _carrier(BTC);
        // from just enough for what is backed, in steps that divide nothing evenly
        feed.set(int192(int256(bound(price, uint256(int256(PRICE)), uint256(int256(PRICE)) * 7))), 0);
        uint256 all = system.registry.stakerOf(carrier).collateral;
        vm.startPrank(carrier);
        (bool ok, bytes memory reason) =
            address(system.registry).call(abi.encodeCall(system.registry.requestUnstake, (all)));
        assertFalse(ok, "not all of it");
        uint256 withdrawable;
        assembly ("memory-safe") {
            withdrawable := mload(add(reason, 0x44))
        }
        if (withdrawable > 0) system.registry.requestUnstake(withdrawable);
        assertGe(system.registry.collateralCapacity(carrier), BTC, "what stays carries what is backed");
    }

    function test_Unstake_RevertWhen_NoPrice() external {
        address carrier = _carrier(BTC);
        feed.set(0, 0);
        vm.expectPartialRevert(ICollateralPrice.CollateralPrice_Unavailable.selector);
        vm.prank(carrier);
        system.registry.requestUnstake(1);
    }

    /// @dev No coin without a way out: what stands behind nothing leaves without a price.
    function test_Unstake_WithoutPriceWhenNothingIsBacked() external {
        uint256 all = system.registry.stakerOf(staker).collateral;
        feed.set(0, 0);
        vm.startPrank(staker);
        system.registry.requestUnstake(all);
        vm.warp(block.timestamp + 28 days);
        system.registry.claimUnstake();
        assertEq(collateral.balanceOf(staker), all, "all of it");
    }

    function test_Unstake_CountsForNothingAtOnce() external {
        uint256 amount = collateralFor(BTC);
        vm.expectEmit(address(system.registry));
        emit IStakerRegistry.UnstakeRequested(staker, amount, block.timestamp + 28 days);
        vm.prank(staker);
        system.registry.requestUnstake(amount);
        assertEq(system.registry.freeCapacity(staker), BTC, "capacity");
        assertEq(system.selector.weightOf(1), 10_000, "weight");
        assertEq(system.registry.stakerOf(staker).unstaking, amount, "locked");
    }

    function test_Unstake_NewestFirst() external {
        addCollateral(staker, collateralFor(BTC));
        vm.startPrank(staker);
        system.registry.requestUnstake(collateralFor(BTC) / 2);
        assertEq(system.registry.drawableCapacity(1), 2 * BTC, "only the maturing part shrank");
        assertEq(system.registry.stakerOf(staker).maturing, collateralFor(BTC) / 2, "half of it");
        system.registry.requestUnstake(collateralFor(BTC));
        assertEq(system.registry.stakerOf(staker).maturing, 0, "all of it");
        assertEq(system.registry.drawableCapacity(1), 3 * BTC / 2, "then the old");
    }

    function test_Unstake_AddsAndStartsAgain() external {
        vm.startPrank(staker);
        system.registry.requestUnstake(10);
        vm.warp(block.timestamp + 27 days);
        system.registry.requestUnstake(5);
        StakerView memory seen = system.registry.stakerOf(staker);
        assertEq(seen.unstaking, 15, "together");
        assertEq(seen.unstakeTime, block.timestamp + 28 days, "lock starts again");
    }

    /// @dev R13 at any price and any amount
    function testFuzz_UnstakeKeepsWhatIsNeeded(uint64 sats, uint96 asked, uint192 price) external {
        address carrier = _carrier(uint64(bound(sats, 10_000, 2 * BTC)));
        feed.set(int192(uint192(bound(price, 1, 1e20))), 0);
        uint256 all = system.registry.stakerOf(carrier).collateral;
        asked = uint96(bound(asked, 1, all));
        vm.prank(carrier);
        try system.registry.requestUnstake(asked) {
            StakerView memory seen = system.registry.stakerOf(carrier);
            assertGe(
                system.registry.collateralCapacity(carrier), seen.issued + seen.toBeIssued, "still backed at this price"
            );
        } catch (bytes memory reason) {
            assertEq(
                bytes32(bytes4(reason)),
                bytes32(IStakerRegistry.StakerRegistry_CollateralNeeded.selector),
                "the only reason to refuse"
            );
        }
    }

    // --- cancelUnstake, claimUnstake ---

    function test_Cancel_RevertWhen_NothingLocked() external {
        vm.expectRevert(IStakerRegistry.StakerRegistry_AmountZero.selector);
        vm.prank(staker);
        system.registry.cancelUnstake();
    }

    function test_Cancel_ComesBackLikeNew() external {
        vm.startPrank(staker);
        system.registry.requestUnstake(collateralFor(BTC));
        vm.expectEmit(address(system.registry));
        emit IStakerRegistry.UnstakeCancelled(staker, collateralFor(BTC));
        system.registry.cancelUnstake();
        assertEq(system.registry.freeCapacity(staker), 2 * BTC, "backs again");
        assertEq(system.registry.drawableCapacity(1), BTC, "weighs later");
        assertEq(system.registry.stakerOf(staker).unstaking, 0, "nothing locked");
    }

    function test_Claim_RevertWhen_NothingLocked() external {
        vm.expectRevert(IStakerRegistry.StakerRegistry_AmountZero.selector);
        vm.prank(staker);
        system.registry.claimUnstake();
    }

    function test_Claim() external {
        uint256 amount = collateralFor(BTC);
        vm.startPrank(staker);
        system.registry.requestUnstake(amount);
        uint256 claimableAt = block.timestamp + 28 days;
        vm.warp(claimableAt - 1);
        vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_UnstakeLocked.selector, claimableAt));
        system.registry.claimUnstake();
        vm.warp(claimableAt);
        system.registry.claimUnstake();
        assertEq(collateral.balanceOf(staker), amount, "paid");
        vm.expectRevert(IStakerRegistry.StakerRegistry_AmountZero.selector);
        system.registry.claimUnstake();
        // R14: what the registry holds is what stakers have in it.
        uint256 sum;
        for (uint256 i; i < 3; ++i) {
            sum += system.registry.stakerOf(stakers[i]).collateral + system.registry.stakerOf(stakers[i]).unstaking;
        }
        assertEq(collateral.balanceOf(address(system.registry)), sum, "tokens = liabilities");
    }

    /// @return carrier the staker that was drawn for a minted deposit
    function _carrier(uint64 sats) private returns (address carrier) {
        uint256 reqId = minted(alice, sats);
        carrier = system.bridge.depositOf(reqId, 0).staker;
    }
}
