// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IStakerSelector } from "../../../src/interfaces/IStakerSelector.sol";
import { Placed } from "../../../src/types/DrawTypes.sol";
import { SelectorHarness } from "../../utils/SelectorHarness.sol";

/// @notice What is certain to be placed, and over whom it is split.
contract SplitTest is SelectorHarness {
    uint64 private constant Q = 10_000;

    function test_Available() external {
        assertEq(selector.available(), 0, "nobody");
        uint64[6] memory weights = [uint64(100), 90, 80, 70, 60, 50];
        for (uint256 i; i < 6; ++i) {
            add(weights[i] * Q);
        }
        assertEq(selector.available(), 400 * Q, "the five heaviest together");
        selector.requestDraw(1, 90 * Q);
        // What is open may leave three quanta of each that fit nobody.
        assertEq(selector.available(), (400 - 90 - 15) * Q, "less what is held");
        vm.expectRevert(
            abi.encodeWithSelector(IStakerSelector.StakerSelector_CapacityShort.selector, 295 * Q + 1, 295 * Q)
        );
        selector.requestDraw(2, 295 * Q + 1);
        selector.requestDraw(2, 295 * Q);
    }

    function test_AvailableCountsNobodyTooSmallForASplit() external {
        add(3 * Q);
        add(2 * Q);
        add(Q);
        assertEq(selector.available(), 5 * Q, "the third could not leave a share to another");
        set(1, Q);
        set(2, Q);
        assertEq(selector.available(), Q, "one alone");
    }

    function test_SplitsOverTheHeaviest() external {
        uint64[6] memory weights = [uint64(50), 90, 80, 70, 60, 100];
        for (uint256 i; i < 6; ++i) {
            add(weights[i] * Q);
        }
        selector.requestDraw(1, 300 * Q + 5);
        vm.roll(vm.getBlockNumber() + 3);
        (bool resolved, Placed[] memory placed) = selector.resolveDraw(1, 300 * Q + 5, true);
        assertTrue(resolved, "resolved");
        assertEq(placed.length, 4, "as few as can carry it");
        uint256[4] memory ids = [uint256(6), 2, 3, 4];
        uint64[4] memory sats = [100 * Q, 90 * Q, 80 * Q, 30 * Q + 5];
        for (uint256 i; i < 4; ++i) {
            assertEq(placed[i].stakerId, ids[i], "heaviest first");
            assertEq(placed[i].sats, sats[i], "as much as it can carry");
            assertEq(placed[i].staker, address(uint160(ids[i])), "reserved at the registry");
        }
        assertEq(selector.used(), 300 * Q + 5, "used");
        assertEq(selector.held(), 0, "held no more");
        assertEq(selector.weightOf(4), 39, "and the weight is what is left");
    }

    /// @dev The last share takes from the one before: none is smaller than the least.
    function test_SplitLeavesNoCrumb() external {
        add(100 * Q);
        add(50 * Q);
        selector.requestDraw(1, 100 * Q + 1);
        vm.roll(vm.getBlockNumber() + 3);
        (, Placed[] memory placed) = selector.resolveDraw(1, 100 * Q + 1, true);
        assertEq(placed[0].sats, 99 * Q + 1, "gives way");
        assertEq(placed[1].sats, Q, "the least share");
    }

    /// @dev All or nothing: what five cannot carry touches nobody.
    function test_SplitsNothingWhenNotAllFits() external {
        for (uint256 i; i < 3; ++i) {
            add(50 * Q);
        }
        selector.requestDraw(1, 150 * Q);
        capacities[3] = 49 * Q;
        vm.roll(vm.getBlockNumber() + 3);
        (bool resolved, Placed[] memory placed) = selector.resolveDraw(1, 150 * Q, true);
        assertTrue(resolved, "over");
        assertEq(placed.length, 0, "nobody");
        assertEq(capacities[1] + capacities[2], 100 * Q, "nothing reserved");
        assertEq(selector.used() + selector.held(), 0, "nothing counted");
    }

    function test_Preview() external {
        add(100 * Q);
        add(50 * Q);
        uint64[] memory shares = selector.preview(100 * Q, Q, 0);
        assertEq(shares.length, 1, "one carries it");
        shares = selector.preview(120 * Q, Q, 0);
        assertEq(shares.length, 2, "two");
        assertEq(shares[0], 100 * Q, "the heaviest first");
        assertEq(shares[1], 20 * Q, "the rest");
    }

    /// @dev A rush cannot break a promise: whatever was accepted is placed, wherever the seeds let the draws fall.
    function testFuzz_AcceptedIsPlaced(uint256 seed, uint8 stakers) external {
        stakers = uint8(bound(stakers, 1, 12));
        for (uint256 i; i < stakers; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            add(uint64(bound(seed, 0, 40 * Q)));
        }
        uint64[] memory amounts = new uint64[](30);
        uint256 asked;
        for (uint256 i; i < 30; ++i) {
            uint64 most = selector.available();
            if (most < Q) break;
            seed = uint256(keccak256(abi.encode(seed)));
            // The whole of what is on offer as often as anything less.
            amounts[asked++] = seed % 2 == 0 ? most : uint64(bound(seed >> 1, Q, most));
            selector.requestDraw(asked, amounts[asked - 1]);
        }
        vm.roll(vm.getBlockNumber() + 3);
        for (uint256 i; i < asked; ++i) {
            vm.setBlockhash(vm.getBlockNumber() - 1, keccak256(abi.encode(seed, i)));
            (, Placed[] memory placed) = selector.resolveDraw(i + 1, amounts[i], true);
            uint64 sum;
            for (uint256 k; k < placed.length; ++k) {
                assertGe(placed[k].sats, Q, "no crumb");
                sum += placed[k].sats;
            }
            assertEq(sum, amounts[i], "placed");
        }
        assertEq(selector.held(), 0, "nothing held");
    }
}
