// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinBytes } from "./BitcoinBytes.sol";

/// @title One coin: who made it, who spends it
/// @notice Reads a transaction that `BitcoinTx.check` or `checkLong` accepted, part by part and without a copy, so that its
/// length costs gas and nothing else.
///
/// Units: sats; hashes in internal byte order.
library BitcoinCoin {
    /// @notice Whether one output pays a P2WSH script.
    /// @param outputsAt what `check` returned
    /// @param program the 32 bytes after `0020` in the script
    /// @return pays whether it does
    /// @return sats its value, 0 when it pays another
    function paidAt(bytes calldata transaction, uint256 outputsAt, uint256 vout, bytes32 program)
        internal
        pure
        returns (bool pays, uint64 sats)
    {
        // Unchecked here and below: `check` has shown that every position lies inside.
        unchecked {
            (uint256 count, uint256 at) = BitcoinBytes.varInt(transaction, outputsAt);
            if (vout >= count) return (false, 0);
            uint256 length;
            while (vout-- != 0) {
                (length, at) = BitcoinBytes.varInt(transaction, at + 8);
                at += length;
            }
            // The length, 0 for the version and the push of 32 bytes (BIP-141), then the program.
            pays = uint256(BitcoinBytes.wordAt(transaction, at + 8)) >> 232 == 0x220020
                && BitcoinBytes.wordAt(transaction, at + 11) == program;
            if (pays) sats = uint64(BitcoinBytes.uint64At(transaction, at));
        }
    }

    /// @return whether one of its inputs spends the outpoint
    function spends(bytes calldata transaction, bytes32 txid, uint32 vout) internal pure returns (bool) {
        unchecked {
            (uint256 count, uint256 at) = BitcoinBytes.varInt(transaction, 4);
            uint256 length;
            for (uint256 i; i < count; ++i) {
                if (
                    BitcoinBytes.wordAt(transaction, at) == txid
                        && uint32(BitcoinBytes.uint64At(transaction, at + 32)) == vout
                ) return true;
                (length, at) = BitcoinBytes.varInt(transaction, at + 36);
                at += length + 4;
            }
        }
        return false;
    }
}
