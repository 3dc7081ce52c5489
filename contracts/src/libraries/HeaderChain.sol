// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @notice A chain that headers are appended to, in memory.
/// @param times times of the last eight blocks, 32 bits each, the last block's lowest
/// @param olderTimes the three before
/// @param work work of what was appended
struct Chain {
    uint256 height;
    bytes32 hash;
    uint32 bits;
    uint256 target;
    uint256 blockWork;
    uint256 epochStart;
    uint256 times;
    uint256 olderTimes;
    uint256 work;
}

/// @title The times of a chain's last eleven blocks, and their median
/// @notice Bitcoin takes a header only when its time is above the median of the eleven before it.
library HeaderChain {
    uint256 internal constant MEDIAN_BLOCKS = 11;
    /// @dev 1 in each of four lanes of 64 bits, and the lower half of each.
    uint256 private constant LANES = 0x0000000000000001000000000000000100000000000000010000000000000001;
    uint256 private constant EVERY_OTHER = LANES * type(uint32).max;

    function pushTime(Chain memory chain, uint256 time) internal pure {
        chain.olderTimes = (chain.olderTimes << 32 | chain.times >> 224) & type(uint96).max;
        chain.times = chain.times << 32 | time;
    }

    /// @dev A time is above the median of eleven when it is above at least six of them: no sorting. Times that the
    /// checkpoint hides count as 0, so that the relay never refuses what Bitcoin accepts.
    function aboveMedian(Chain memory chain, uint256 time) internal pure returns (bool) {
        // Unchecked: every lane of 64 bits holds less than 2^33, so none borrows from or carries into its neighbour.
        unchecked {
            uint256 times = chain.times;
            // time − t − 1 + 2^32 has bit 32 set exactly when time > t; four times at once, in every other lane of 32.
            uint256 minuend = (time + type(uint32).max) * LANES;
            uint256 above = (minuend - (times & EVERY_OTHER)) >> 32 & LANES;
            above += (minuend - (times >> 32 & EVERY_OTHER)) >> 32 & LANES;
            times = chain.olderTimes | ~uint256(type(uint96).max); // no time is above an unused lane
            above += (minuend - (times & EVERY_OTHER)) >> 32 & LANES;
            above += (minuend - (times >> 32 & EVERY_OTHER)) >> 32 & LANES;
            return above * LANES >> 192 > MEDIAN_BLOCKS / 2;
        }
    }

    /// @dev Only for the error: the largest of the eleven that has at most five under it.
    function median(Chain memory chain) internal pure returns (uint256 middle) {
        for (uint256 i; i < MEDIAN_BLOCKS; ++i) {
            uint256 time = uint32(i < 8 ? chain.times >> 32 * i : chain.olderTimes >> 32 * (i - 8));
            if (time > middle && !aboveMedian(chain, time)) middle = time;
        }
    }
}
