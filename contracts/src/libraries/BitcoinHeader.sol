// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title Bitcoin's 80-byte headers and the arithmetic of difficulty
/// @notice Targets are 256-bit numbers; bits are their compact form as it stands in headers; work is 2^256 / (target + 1).
library BitcoinHeader {
    /// @notice Thrown when bits stand for no target: negative, 0, or over 256 bits.
    error BitcoinHeader_BadBits(uint32 bits);

    uint256 internal constant LENGTH = 80;
    uint256 internal constant EPOCH_BLOCKS = 2016;
    uint256 internal constant EPOCH_SECONDS = 14 days;
    /// A retarget counts at most four times, and at least a quarter of, the fourteen days.
    uint256 internal constant MAX_SECONDS = 4 * EPOCH_SECONDS;
    uint256 internal constant MIN_SECONDS = EPOCH_SECONDS / 4;

    /// @param headers bytes that hold a header at `at`; the caller checks that they do
    /// @return hash double sha256 of the header, internal byte order
    /// @return previous hash that the header names
    /// @return time in seconds
    /// @return bits compact target
    function read(bytes calldata headers, uint256 at) internal view returns (bytes32, bytes32, uint256, uint32) {
        uint256 free;
        assembly ("memory-safe") {
            free := mload(0x40)
            calldatacopy(free, add(headers.offset, at), 80)
        }
        return _fields(free);
    }

    /// @notice As `read`, of a header in memory.
    function readMemory(bytes memory header) internal view returns (bytes32, bytes32, uint256, uint32) {
        uint256 start;
        assembly ("memory-safe") {
            start := add(header, 0x20)
        }
        return _fields(start);
    }

    function _fields(uint256 start) private view returns (bytes32 hash, bytes32 previous, uint256 time, uint32 bits) {
        uint256 tail;
        assembly ("memory-safe") {
            let ok := staticcall(gas(), 2, start, 80, 0, 0x20)
            ok := and(staticcall(gas(), 2, 0, 0x20, 0, 0x20), ok)
            if iszero(ok) { revert(0, 0) } // only when gas runs out inside sha256
            hash := mload(0)
            previous := mload(add(start, 4))
            tail := and(mload(add(start, 44)), 0xffffffffffffffff) // bytes 68 to 75: time and bits, little-endian
        }
        // Turning each half around: swapping bytes, then pairs, within both at once.
        tail = (tail & 0x00ff00ff00ff00ff) << 8 | (tail >> 8 & 0x00ff00ff00ff00ff);
        tail = (tail & 0x0000ffff0000ffff) << 16 | (tail >> 16 & 0x0000ffff0000ffff);
        time = tail >> 32;
        bits = uint32(tail);
    }

    /// @return the number that is compared with a target: a hash read as little-endian
    function toNumber(bytes32 hash) internal pure returns (uint256) {
        uint256 v = uint256(hash);
        v = (v & 0x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff) << 8
            | (v >> 8 & 0x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff);
        v = (v & 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff) << 16
            | (v >> 16 & 0x0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff0000ffff);
        v = (v & 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff) << 32
            | (v >> 32 & 0x00000000ffffffff00000000ffffffff00000000ffffffff00000000ffffffff);
        v = (v & 0x0000000000000000ffffffffffffffff0000000000000000ffffffffffffffff) << 64
            | (v >> 64 & 0x0000000000000000ffffffffffffffff0000000000000000ffffffffffffffff);
        return v << 128 | v >> 128;
    }

    /// @return the target of compact bits
    function targetOf(uint32 bits) internal pure returns (uint256) {
        uint256 size = bits >> 24;
        uint256 digits = bits & 0x7fffff;
        uint256 target = size <= 3 ? digits >> 8 * (3 - size) : digits << 8 * (size - 3);
        bool fits = size <= 3 || target >> 8 * (size - 3) == digits;
        require(target != 0 && fits && bits & 0x800000 == 0, BitcoinHeader_BadBits(bits));
        return target;
    }

    /// @return the compact form, which keeps the three leading bytes of the target and drops the rest
    function bitsOf(uint256 target) internal pure returns (uint32) {
        uint256 size;
        for (uint256 rest = target; rest != 0; rest >>= 8) {
            ++size;
        }
        uint256 digits = size <= 3 ? target << 8 * (3 - size) : target >> 8 * (size - 3);
        // The top bit of the digits is a sign, so a number that would set it moves one byte up.
        if (digits & 0x800000 != 0) return uint32((size + 1) << 24 | digits >> 8);
        return uint32(size << 24 | digits);
    }

    /// @return expected hashes to find one at or under the target
    function workOf(uint256 target) internal pure returns (uint256) {
        // 2^256 / (target + 1) without the number 2^256; unchecked, no compact target is as large as 2^256 − 1.
        unchecked {
            return ~target / (target + 1) + 1;
        }
    }

    /// @return work of a block with these bits, which `targetOf` has accepted before
    function workOfBits(uint32 bits) internal pure returns (uint256) {
        // Unchecked: targets that `targetOf` accepts are at least 1 and fit 256 bits.
        unchecked {
            uint256 size = bits >> 24;
            uint256 digits = bits & 0x7fffff;
            return workOf(size <= 3 ? digits >> 8 * (3 - size) : digits << 8 * (size - 3));
        }
    }

    /// @notice The bits of the next epoch.
    /// @param bits of the epoch that ends
    /// @param firstTime time of its first block, in seconds
    /// @param lastTime time of its last block: Bitcoin measures 2,015 intervals here, not 2,016
    /// @param limit easiest target of the chain, at most 2^256 / MAX_SECONDS
    function retarget(uint32 bits, uint256 firstTime, uint256 lastTime, uint256 limit) internal pure returns (uint32) {
        uint256 span = lastTime > firstTime ? lastTime - firstTime : 0;
        if (span < MIN_SECONDS) span = MIN_SECONDS;
        if (span > MAX_SECONDS) span = MAX_SECONDS;
        uint256 target = targetOf(bits) * span / EPOCH_SECONDS;
        return bitsOf(target < limit ? target : limit);
    }
}
