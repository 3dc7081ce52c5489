// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { SelectorHarness } from "../utils/SelectorHarness.sol";

/// @notice T9: the draw falls where the weights say.
contract DrawFairnessTest is SelectorHarness {
    uint256 private constant DRAWS = 100_000;
    /// @dev χ² with 9 degrees of freedom exceeds this in 1 of 100 fair runs (p = 0.01)
    uint256 private constant CHI_SQUARE_MILLI = 21_666;

    function test_T9_ChiSquare() external {
        uint64[10] memory weights = [uint64(1), 2, 3, 4, 5, 6, 7, 8, 9, 5];
        for (uint256 i; i < 10; ++i) {
            add(weights[i] * 100 * 10_000);
        }
        uint256[11] memory hits;
        for (uint256 i = 1; i <= DRAWS; ++i) {
            selector.requestDraw(i, 10_000);
            vm.roll(vm.getBlockNumber() + 3);
            vm.setBlockhash(vm.getBlockNumber() - 1, keccak256(abi.encode("block", i)));
            (, uint256 stakerId) = drawAndReturn(i, 10_000);
            ++hits[stakerId];
        }
        uint256 chiMilli;
        for (uint256 i; i < 10; ++i) {
            uint256 expected = DRAWS * weights[i] / 50;
            uint256 distance = hits[i + 1] > expected ? hits[i + 1] - expected : expected - hits[i + 1];
            chiMilli += distance * distance * 1000 / expected;
        }
        assertEq(hits[0], 0, "always somebody");
        assertLt(chiMilli, CHI_SQUARE_MILLI, "as the weights say, p > 0.01");
        assertGt(chiMilli, 1000, "and not too good to be a draw");
    }
}
