// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDraws } from "../../../src/interfaces/IDraws.sol";
import { ICollateralPrice } from "../../../src/interfaces/ICollateralPrice.sol";
import { SelectorHarness } from "../../utils/SelectorHarness.sol";

contract DrawTest is SelectorHarness {
    uint64 private constant Q = 10_000;

    /// @dev The hash of block n + 2 and nothing else decides; changing it changes the draw.
    function test_SeedIsTheHashOfBlockNPlusTwo() external {
        for (uint256 i; i < 9; ++i) {
            add(10 * Q);
        }
        selector.requestDraw(7, Q);
        uint256 n = vm.getBlockNumber();
        vm.roll(n + 3);
        for (uint256 i; i < 8; ++i) {
            bytes32 hash = keccak256(abi.encode(i));
            vm.setBlockhash(n + 2, hash);
            uint256 seed = uint256(keccak256(abi.encode(hash, 7, address(selector), block.chainid)));
            uint256 snapshot = vm.snapshotState();
            (, uint256 stakerId) = drawAndReturn(7, Q);
            assertEq(stakerId, naiveStakerAt(seed % 90), "as the rule says");
            vm.revertToState(snapshot);
        }
    }

    /// @dev One staker of many carries the amount: weighted tries mostly miss it, the descent finds it.
    function test_DescentByWeight() external {
        for (uint256 i; i < 20; ++i) {
            add(50 * Q);
        }
        add(60 * Q);
        for (uint256 reqId = 1; reqId <= 12; ++reqId) {
            selector.requestDraw(reqId, 60 * Q);
            vm.roll(vm.getBlockNumber() + 3);
            (bool resolved, uint256 stakerId) = drawAndReturn(reqId, 60 * Q);
            assertTrue(resolved, "resolved");
            assertEq(stakerId, 21, "the only one who carries it");
        }
    }

    /// @dev The live capacity decides, not the weight: here the heaviest has lost its collateral's value.
    function test_DescentSkipsWhoCannotCarry() external {
        add(100 * Q);
        add(40 * Q);
        capacities[1] = 10 * Q;
        selector.requestDraw(1, 40 * Q);
        vm.roll(vm.getBlockNumber() + 3);
        (, uint256 stakerId,) = resolveOne(1, 40 * Q);
        assertEq(stakerId, 2, "who still carries it");
    }

    function test_RevertWhen_NotBridge() external {
        vm.startPrank(address(1));
        bytes memory reason = abi.encodeWithSelector(IDraws.StakerSelector_NotBridge.selector, address(1));
        vm.expectRevert(reason);
        selector.requestDraw(1, Q);
        vm.expectRevert(reason);
        selector.resolveDraw(1, Q, true);
    }

    function test_RevertWhen_NothingOpen() external {
        vm.expectRevert(abi.encodeWithSelector(IDraws.StakerSelector_NotNext.selector, 1, 0));
        selector.resolveDraw(1, Q, true);
        vm.expectRevert(abi.encodeWithSelector(IDraws.StakerSelector_NotNext.selector, 0, 0));
        selector.resolveDraw(0, Q, true);
    }

    function test_RevertWhen_RequestedWithoutPrice() external {
        add(100 * Q);
        noPrice = true;
        vm.expectRevert(
            abi.encodeWithSelector(ICollateralPrice.CollateralPrice_Unavailable.selector, 0, block.timestamp)
        );
        selector.requestDraw(1, Q);
    }

    function test_NobodyWithoutPrice() external {
        add(100 * Q);
        selector.requestDraw(1, Q);
        vm.roll(vm.getBlockNumber() + 3);
        noPrice = true;
        (bool resolved, uint256 stakerId,) = resolveOne(1, Q);
        assertTrue(resolved, "resolved");
        assertEq(stakerId, 0, "nobody");
        assertEq(selector.held(), 0, "nothing held");
        assertEq(selector.used(), 0, "nothing used");
    }

    function test_NobodyCarries() external {
        add(100 * Q);
        add(40 * Q);
        selector.requestDraw(1, 40 * Q);
        capacities[1] = capacities[2] = 0;
        vm.roll(vm.getBlockNumber() + 3);
        (bool resolved, uint256 stakerId,) = resolveOne(1, 40 * Q);
        assertTrue(resolved, "resolved");
        assertEq(stakerId, 0, "nobody");
        assertEq(selector.held(), 0, "nothing held");
    }

    function test_NobodyWeighsAnything() external {
        add(100 * Q);
        selector.requestDraw(1, Q);
        set(1, 0);
        vm.roll(vm.getBlockNumber() + 3);
        (, uint256 stakerId,) = resolveOne(1, Q);
        assertEq(stakerId, 0, "nobody");
    }
}
