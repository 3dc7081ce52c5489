// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title The small parts of Bitcoin's serialisation, read from calldata
/// @notice Reads never look at where the bytes end: `BitcoinTx.check` bounds them all with one look at the end.
library BitcoinBytes {
    /// @notice Thrown for a length or count that is not in its shortest form, or beyond what a block can hold.
    error BitcoinBytes_VarInt(uint256 offset);

    /// @return value of the integer at `at` (CompactSize)
    /// @return next position behind it
    function varInt(bytes calldata data, uint256 at) internal pure returns (uint256 value, uint256 next) {
        uint256 bits = uint256(wordAt(data, at));
        value = bits >> 248;
        if (value < 0xfd) return (value, at + 1);
        if (value == 0xfd) {
            value = (bits >> 240 & 0xff) | (bits >> 224 & 0xff00);
            require(value >= 0xfd, BitcoinBytes_VarInt(at));
            return (value, at + 3);
        }
        // Nine-byte lengths do not occur: a block holds 4 MB.
        bool five = value == 0xfe;
        value = _reverse64(bits >> 216 & 0xffffffff) >> 32;
        require(five && value > 0xffff, BitcoinBytes_VarInt(at));
        return (value, at + 5);
    }

    /// @return the 8 bytes at `at` as a little-endian number
    function uint64At(bytes calldata data, uint256 at) internal pure returns (uint256) {
        return _reverse64(uint256(wordAt(data, at)) >> 192);
    }

    function _reverse64(uint256 v) private pure returns (uint256) {
        v = (v & 0x00ff00ff00ff00ff) << 8 | (v >> 8 & 0x00ff00ff00ff00ff);
        v = (v & 0x0000ffff0000ffff) << 16 | (v >> 16 & 0x0000ffff0000ffff);
        return (v & 0xffffffff) << 32 | v >> 32;
    }

    /// @dev May read behind the end; see `BitcoinTx.check`.
    function wordAt(bytes calldata data, uint256 at) internal pure returns (bytes32 bits) {
        assembly ("memory-safe") {
            bits := calldataload(add(data.offset, at))
        }
    }

    function sha256d(bytes calldata data) internal view returns (bytes32 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, data.offset, data.length)
            let ok := staticcall(gas(), 2, free, data.length, 0, 0x20)
            ok := and(staticcall(gas(), 2, 0, 0x20, 0, 0x20), ok)
            if iszero(ok) { revert(0, 0) } // only when gas runs out inside sha256
            hash := mload(0)
        }
    }
}
