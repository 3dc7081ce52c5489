// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Outpoint, TxOutput } from "../types/BitcoinTypes.sol";
import { BitcoinBytes } from "./BitcoinBytes.sol";

/// @notice One output that pays the script asked for.
/// @param vout its position
/// @param sats its value
struct Payment {
    uint32 vout;
    uint64 sats;
}

/// @title Bitcoin transactions without witness, read from calldata
/// @notice Strict: `check` refuses whatever Bitcoin would not call a plain transaction; nothing else is trusted before it.
///
/// Units: sats; hashes in internal byte order.
/// @dev Errors are raised with `require`, not from assembly, so that they stand in the ABI of contracts that use this.
library BitcoinTx {
    /// @notice Thrown when the transaction carries witness data: the txid is over the form without it (BIP-141).
    error BitcoinTx_WitnessData();
    /// @notice Thrown for a transaction of 64 bytes, which could be an inner node of the tree (CVE-2017-12842).
    error BitcoinTx_SixtyFourBytes();
    /// @notice Thrown when the parts of the transaction do not end where its bytes do.
    error BitcoinTx_Length(uint256 parsed, uint256 length);
    error BitcoinTx_NoInputs();
    error BitcoinTx_NoOutputs();
    error BitcoinTx_TooManyInputs(uint256 count, uint256 max);
    error BitcoinTx_TooManyOutputs(uint256 count, uint256 max);
    /// @notice Thrown when an input spends the null outpoint, as only a coinbase does.
    error BitcoinTx_NullOutpoint(uint256 input);
    /// @notice Thrown when the outputs together are worth more than 21 million BTC.
    error BitcoinTx_ValueTooLarge(uint256 sats);

    uint256 internal constant MAX_INPUTS = 64;
    uint256 internal constant MAX_OUTPUTS = 64;
    uint256 internal constant MAX_SATS = 21e14;

    /// @notice Refuses all that is not a plain transaction without witness and returns where the output count stands.
    /// One look at the end bounds every read: positions only grow, so if the last part ends with the bytes, all parts lay
    /// inside; what was read behind the end can only lead further behind it.
    function check(bytes calldata transaction) internal pure returns (uint256 outputsAt) {
        return _check(transaction, MAX_INPUTS, MAX_OUTPUTS);
    }

    /// @notice As `check`, with as many parts as the bytes can hold: for what others chose to make long.
    function checkLong(bytes calldata transaction) internal pure returns (uint256 outputsAt) {
        return _check(transaction, transaction.length, transaction.length);
    }

    function _check(bytes calldata transaction, uint256 maxInputs, uint256 maxOutputs)
        private
        pure
        returns (uint256 outputsAt)
    {
        require(transaction.length != 64, BitcoinTx_SixtyFourBytes());
        // Unchecked: no more parts than calldata has bytes, each of at most 2^32 bytes, and as many values of 64 bits.
        unchecked {
            (uint256 count, uint256 at) = BitcoinBytes.varInt(transaction, 4);
            if (count == 0) {
                // A count of 0 followed by 1 is the marker and flag of the form with witness (BIP-144).
                require(uint256(BitcoinBytes.wordAt(transaction, 5)) >> 248 != 1, BitcoinTx_WitnessData());
                revert BitcoinTx_NoInputs();
            }
            require(count <= maxInputs, BitcoinTx_TooManyInputs(count, maxInputs));
            uint256 length;
            for (uint256 i; i < count; ++i) {
                require(BitcoinBytes.wordAt(transaction, at) != 0, BitcoinTx_NullOutpoint(i));
                (length, at) = BitcoinBytes.varInt(transaction, at + 36);
                at += length + 4;
            }

            outputsAt = at;
            (count, at) = BitcoinBytes.varInt(transaction, at);
            require(count != 0, BitcoinTx_NoOutputs());
            require(count <= maxOutputs, BitcoinTx_TooManyOutputs(count, maxOutputs));
            uint256 total;
            for (uint256 i; i < count; ++i) {
                total += BitcoinBytes.uint64At(transaction, at);
                (length, at) = BitcoinBytes.varInt(transaction, at + 8);
                at += length;
            }
            at += 4;
            require(at == transaction.length, BitcoinTx_Length(at, transaction.length));
            require(total <= MAX_SATS, BitcoinTx_ValueTooLarge(total));
        }
    }

    /// @notice The outputs that pay one P2WSH script.
    /// @param transaction one that `check` accepted
    /// @param outputsAt what it returned
    /// @param program the 32 bytes after `0020` in the script
    /// @return total sats of all of them
    /// @return payments one entry an output, in order
    function paymentsTo(bytes calldata transaction, uint256 outputsAt, bytes32 program)
        internal
        pure
        returns (uint256 total, Payment[] memory payments)
    {
        // Unchecked: positions stay below 64 · 2^32 and sums below 64 · 2^64.
        unchecked {
            (uint256 count, uint256 at) = BitcoinBytes.varInt(transaction, outputsAt);
            payments = new Payment[](count);
            uint256 found;
            for (uint256 vout; vout < count; ++vout) {
                uint256 start = at;
                uint256 length;
                (length, at) = BitcoinBytes.varInt(transaction, start + 8);
                at += length;
                // The length, 0 for the version and the push of 32 bytes (BIP-141), then the program.
                if (uint256(BitcoinBytes.wordAt(transaction, start + 8)) >> 232 != 0x220020) continue;
                if (BitcoinBytes.wordAt(transaction, start + 11) != program) continue;
                uint256 sats = BitcoinBytes.uint64At(transaction, start);
                total += sats;
                payments[found++] = Payment(uint32(vout), uint64(sats));
            }
            assembly ("memory-safe") {
                mstore(payments, found) // only ever shortens
            }
        }
    }

    /// @notice What the transaction spends, in order. Checks the transaction as `check` does.
    function inputs(bytes calldata transaction) internal pure returns (Outpoint[] memory spent) {
        check(transaction);
        // Unchecked here and below: `check` has shown that every position lies inside.
        unchecked {
            (uint256 count, uint256 at) = BitcoinBytes.varInt(transaction, 4);
            spent = new Outpoint[](count);
            for (uint256 i; i < count; ++i) {
                spent[i] =
                    Outpoint(BitcoinBytes.wordAt(transaction, at), uint32(BitcoinBytes.uint64At(transaction, at + 32)));
                uint256 length;
                (length, at) = BitcoinBytes.varInt(transaction, at + 36);
                at += length + 4;
            }
        }
    }

    /// @notice What the transaction pays, in order. Checks the transaction as `check` does.
    function outputs(bytes calldata transaction) internal pure returns (TxOutput[] memory paid) {
        uint256 at = check(transaction);
        unchecked {
            uint256 count;
            (count, at) = BitcoinBytes.varInt(transaction, at);
            paid = new TxOutput[](count);
            for (uint256 vout; vout < count; ++vout) {
                uint256 value = BitcoinBytes.uint64At(transaction, at);
                uint256 length;
                (length, at) = BitcoinBytes.varInt(transaction, at + 8);
                paid[vout] = TxOutput(uint64(value), transaction[at:at + length]);
                at += length;
            }
        }
    }

    /// @notice The data of every output whose script is OP_RETURN and exactly one push, in order.
    /// @dev The push may be direct (1 to 75 bytes) or OP_PUSHDATA1; other forms are no marking of this system.
    function opReturns(bytes calldata transaction) internal pure returns (bytes[] memory payloads) {
        uint256 at = check(transaction);
        unchecked {
            uint256 count;
            (count, at) = BitcoinBytes.varInt(transaction, at);
            payloads = new bytes[](count);
            uint256 found;
            for (uint256 vout; vout < count; ++vout) {
                uint256 length;
                (length, at) = BitcoinBytes.varInt(transaction, at + 8);
                (bool is_, uint256 skip) = _opReturn(transaction[at:at + length]);
                if (is_) payloads[found++] = transaction[at + skip:at + length];
                at += length;
            }
            assembly ("memory-safe") {
                mstore(payloads, found) // only ever shortens
            }
        }
    }

    /// @return double sha256 of the transaction without witness (BIP-141); checks it as `check` does
    function txidOf(bytes calldata transaction) internal view returns (bytes32) {
        check(transaction);
        return BitcoinBytes.sha256d(transaction);
    }

    /// @return is_ whether the script is OP_RETURN and one push
    /// @return skip where the data begins
    function _opReturn(bytes calldata script) private pure returns (bool is_, uint256 skip) {
        uint256 length = script.length;
        if (length < 3 || script[0] != 0x6a) return (false, 0);
        uint256 push = uint8(script[1]);
        if (push <= 75) return (push == length - 2, 2);
        return (push == 0x4c && uint8(script[2]) == length - 3, 3);
    }
}
