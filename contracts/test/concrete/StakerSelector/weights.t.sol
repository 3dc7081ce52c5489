// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDraws } from "../../../src/interfaces/IDraws.sol";
import { StakerSelector } from "../../../src/StakerSelector.sol";
import { SelectorHarness } from "../../utils/SelectorHarness.sol";

/// @notice Weights, the sums over them, and who may set them.
contract WeightsTest is SelectorHarness {
    uint64 private constant Q = 10_000;

    function test_RevertWhen_NotRegistry() external {
        vm.startPrank(address(1));
        bytes memory reason = abi.encodeWithSelector(IDraws.StakerSelector_NotRegistry.selector, address(1));
        vm.expectRevert(reason);
        selector.setWeight(1, Q);
        vm.expectRevert(reason);
        selector.setWeightAndUsed(1, Q, 1);
        vm.expectRevert(reason);
        selector.changeUsed(1);
    }

    function test_RevertWhen_AddressZero() external {
        vm.expectRevert(IDraws.StakerSelector_AddressZero.selector);
        new StakerSelector(address(0), address(1), address(1), 1 days);
        vm.expectRevert(IDraws.StakerSelector_AddressZero.selector);
        new StakerSelector(address(1), address(0), address(1), 1 days);
    }

    function test_RevertWhen_PointOutside() external {
        vm.expectRevert(abi.encodeWithSelector(IDraws.StakerSelector_PointOutside.selector, 0, 0));
        selector.stakerAt(0);
        add(3 * Q);
        assertEq(selector.stakerAt(2), 1, "last point");
        vm.expectRevert(abi.encodeWithSelector(IDraws.StakerSelector_PointOutside.selector, 3, 3));
        selector.stakerAt(3);
    }

    function test_CountsStakers() external {
        assertEq(selector.stakers(), 0, "none");
        for (uint256 i = 1; i <= 70; ++i) {
            add(Q);
            assertEq(selector.stakers(), i, "one more");
        }
        set(3, 5 * Q);
        assertEq(selector.stakers(), 70, "a new weight is no new staker");
        (, uint256 counted) = selector.requestDraw(1, Q);
        assertEq(counted, 70, "told with a draw");
        assertEq(selector.held(), Q, "beside what is held");
        assertEq(selector.weightOf(70), 1, "and the tree's height");
    }

    function test_ClampInsteadOfRevert() external {
        uint64 most = (uint64(1) << 32) - 2;
        add(type(uint64).max);
        assertEq(selector.weightOf(1), most, "the most the tree holds");
        for (uint256 i; i < 20; ++i) {
            add(type(uint64).max);
        }
        assertEq(selector.totalWeight(), most, "the most the tree holds");
        assertEq(selector.weightOf(18), 0, "no room left");
        set(1, 7 * Q);
        set(18, 5 * Q);
        assertEq(selector.weightOf(18), 5, "room again");
        set(3, type(uint64).max);
        assertEq(selector.weightOf(3), most - 12, "what is left");
        assertEq(selector.stakerAt(most - 1), 18, "the last point");
        assertEq(selector.available(), most * Q, "the three that weigh anything");
    }

    function test_Utilisation() external {
        assertEq(selector.utilisation(0), 10_000, "nothing there is all taken");
        add(100 * Q);
        assertEq(selector.utilisation(0), 0, "none");
        assertEq(selector.utilisation(50 * Q), 5000, "half");
        assertEq(selector.utilisation(1), 1, "rounded up");
        assertEq(selector.utilisation(type(uint64).max), 10_000, "at most all");
        selector.setWeightAndUsed(1, 40 * Q, int64(60 * Q));
        assertEq(selector.used(), 60 * Q, "used");
        assertEq(selector.utilisation(0), 6000, "used counts");
        selector.changeUsed(-int64(60 * Q));
        assertEq(selector.used(), 0, "given back");
        vm.expectRevert();
        selector.changeUsed(-1);
    }
}
