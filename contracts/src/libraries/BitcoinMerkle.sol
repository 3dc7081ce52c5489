// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title Paths in the tree of a Bitcoin block
/// @notice Every node is the double sha256 of its two children; hashes in internal byte order.
library BitcoinMerkle {
    /// @return root where the path leads; 0 if it leads over a node that is its own left sibling: such a twin proves the
    /// same leaf at a second index (CVE-2012-2459)
    function fold(bytes32 node, bytes32[] calldata path, uint256 index) internal view returns (bytes32 root) {
        // The node is kept at 0 or at 0x20, left or right of its sibling, as the next bit of the index says.
        assembly ("memory-safe") {
            let ok := 1
            let side := and(shl(5, index), 0x20)
            mstore(side, node)
            let end := add(path.offset, shl(5, path.length))
            for { let at := path.offset } lt(at, end) { at := add(at, 0x20) } {
                mstore(xor(side, 0x20), calldataload(at))
                if side { ok := gt(ok, eq(mload(0), mload(0x20)))} // 1 > 0: still well and no twin
                index := shr(1, index)
                side := and(shl(5, index), 0x20)
                ok := and(ok, staticcall(gas(), 2, 0, 0x40, 0, 0x20))
                ok := and(ok, staticcall(gas(), 2, 0, 0x20, side, 0x20))
            }
            root := mul(mload(side), ok)
        }
    }

    /// @dev As `fold` at index 0, where every sibling stands to the right and none can be a twin.
    function foldFirst(bytes32 node, bytes32[] calldata path) internal view returns (bytes32 root) {
        assembly ("memory-safe") {
            let ok := 1
            mstore(0, node)
            let end := add(path.offset, shl(5, path.length))
            for { let at := path.offset } lt(at, end) { at := add(at, 0x20) } {
                mstore(0x20, calldataload(at))
                ok := and(ok, staticcall(gas(), 2, 0, 0x40, 0, 0x20))
                ok := and(ok, staticcall(gas(), 2, 0, 0x20, 0, 0x20))
            }
            root := mul(mload(0), ok)
        }
    }
}
