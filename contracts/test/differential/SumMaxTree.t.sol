// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { SumMaxTree } from "../../src/libraries/SumMaxTree.sol";
import { SelectorHarness } from "../utils/SelectorHarness.sol";

/// @notice The tree against the list it stands for.
contract SumMaxTreeDifferentialTest is SelectorHarness {
    using SumMaxTree for mapping(uint256 => uint256);

    mapping(uint256 => uint256) private _nodes;

    /// @dev R29: total, every single weight, and the draw for random points
    /// forge-config: ci.fuzz.runs = 256
    function testFuzz_R29_DrawEqualsLinearDraw(uint256 seed, uint16 stakers) external {
        stakers = uint16(bound(stakers, 1, 90));
        for (uint256 i; i < stakers; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            // Zeros and equal weights are the hard cases.
            add(seed % 4 == 0 ? 0 : uint64((seed >> 8) % 50) * 10_000 + uint64(seed >> 64) % 10_000);
        }
        for (uint256 i; i < 30; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            set(seed % stakers + 1, uint64(seed >> 192) % 1e12);
            uint256 sum = naiveTotal();
            assertEq(selector.totalWeight(), sum, "total");
            if (sum == 0) continue;
            uint256 point = (seed >> 16) % sum;
            assertEq(selector.stakerAt(point), naiveStakerAt(point), "draw");
        }
        for (uint256 id = 1; id <= stakers; ++id) {
            assertEq(selector.weightOf(id), capacities[id] / 10_000, "weight");
        }
        if (naiveTotal() != 0) {
            assertEq(selector.stakerAt(0), naiveStakerAt(0), "first point");
            assertEq(selector.stakerAt(naiveTotal() - 1), naiveStakerAt(naiveTotal() - 1), "last point");
        }
    }

    /// @dev Every point of a small tree, not a sample.
    function test_R29_EveryPoint() external {
        uint64[21] memory weights = [uint64(3), 0, 1, 4, 0, 0, 0, 0, 5, 9, 2, 6, 0, 5, 3, 5, 0, 8, 9, 7, 9];
        for (uint256 i; i < 21; ++i) {
            add(weights[i] * 10_000);
        }
        uint256 sum = naiveTotal();
        for (uint256 point; point < sum; ++point) {
            assertEq(selector.stakerAt(point), naiveStakerAt(point), "draw");
        }
    }

    /// @dev The five heaviest against sorting.
    function testFuzz_LargestEqualsSorting(uint256 seed, uint8 leaves) external {
        leaves = uint8(bound(leaves, 1, 100));
        uint256[] memory weights = new uint256[](leaves);
        uint256 levels;
        for (uint256 leaf; leaf < leaves; ++leaf) {
            seed = uint256(keccak256(abi.encode(seed)));
            weights[leaf] = seed % 3 == 0 ? 0 : (seed >> 8) % 20;
            levels = _nodes.grow(levels, leaf);
            _nodes.update(levels, leaf, weights[leaf]);
        }
        (uint256[5] memory found, uint256 count_) = _nodes.largest(levels);
        _sortDown(weights);
        uint256 expected;
        while (expected < 5 && expected < leaves && weights[expected] != 0) ++expected;
        assertEq(count_, expected, "how many");
        for (uint256 i; i < count_; ++i) {
            assertEq(found[i] >> 40, weights[i], "weight");
            assertEq(_nodes.weightOf(levels, found[i] & type(uint32).max), weights[i], "of this leaf");
            for (uint256 j; j < i; ++j) {
                assertNotEq(found[i] & type(uint32).max, found[j] & type(uint32).max, "each leaf once");
            }
        }
    }

    function _sortDown(uint256[] memory list) private pure {
        for (uint256 i = 1; i < list.length; ++i) {
            uint256 item = list[i];
            uint256 at = i;
            while (at != 0 && list[at - 1] < item) {
                list[at] = list[at - 1];
                --at;
            }
            list[at] = item;
        }
    }
}
