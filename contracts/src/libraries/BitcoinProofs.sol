// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { Outpoint, Proof, TxOutput } from "../types/BitcoinTypes.sol";

/// @notice What a verified proof stands for. Only `BitcoinProofs.verify` makes one.
/// @param txid internal byte order
/// @param height of the block that holds the transaction
/// @param confirmations blocks from there to the tip, both counted
/// @param work chainwork of those blocks
/// @param tipHeight height of the relay's tip
/// @param tipTime time in the tip's header, in seconds
/// @param outputsAt where the output count stands in the transaction
struct Inclusion {
    bytes32 txid;
    uint256 height;
    uint256 confirmations;
    uint256 work;
    uint256 tipHeight;
    uint256 tipTime;
    uint256 outputsAt;
}

/// @notice One output that pays the script asked for.
/// @param vout its position
/// @param sats its value
struct Payment {
    uint32 vout;
    uint64 sats;
}

/// @title Proofs that a Bitcoin transaction is in the best chain
/// @notice `verify` takes nothing on trust but the relay. The same proof always gives the same answer for the same
/// relay; a changed bit anywhere, a longer index or another depth reverts.
///
/// Units: sats, Bitcoin blocks, seconds; hashes in internal byte order.
/// Assumption: sha256's second preimages stay out of reach; Bitcoin refuses blocks with a mutated tree (CVE-2012-2459).
/// @dev Errors are raised with `require`, not from assembly, so that they stand in the ABI of contracts that use this.
library BitcoinProofs {
    /// @notice Thrown when the transaction carries witness data: the txid is over the form without it (BIP-141).
    error BitcoinProofs_WitnessData();
    /// @notice Thrown for a transaction of 64 bytes, which could be an inner node of the tree (CVE-2017-12842).
    error BitcoinProofs_SixtyFourBytes();
    /// @notice Thrown when the parts of the transaction do not end where its bytes do.
    error BitcoinProofs_TxLength(uint256 parsed, uint256 length);
    /// @notice Thrown for a length or count that is not in its shortest form, or beyond what a block can hold.
    error BitcoinProofs_VarInt(uint256 offset);
    error BitcoinProofs_NoInputs();
    error BitcoinProofs_NoOutputs();
    error BitcoinProofs_TooManyInputs(uint256 count, uint256 max);
    error BitcoinProofs_TooManyOutputs(uint256 count, uint256 max);
    /// @notice Thrown when an input spends the null outpoint, as only a coinbase does.
    error BitcoinProofs_NullOutpoint(uint256 input);
    /// @notice Thrown when the outputs together are worth more than 21 million BTC.
    error BitcoinProofs_ValueTooLarge(uint256 sats);
    /// @notice Thrown when the transaction given as the block's first is not a coinbase.
    error BitcoinProofs_NotCoinbase();
    /// @notice Thrown when the transaction and the coinbase stand at different depths.
    error BitcoinProofs_DepthMismatch(uint256 depth, uint256 coinbaseDepth);
    /// @notice Thrown when the index has bits beyond the depth of the path.
    error BitcoinProofs_IndexTooLarge(uint256 index, uint256 depth);
    /// @notice Thrown when the path does not lead to the header's root, or leads over a doubled node (CVE-2012-2459).
    error BitcoinProofs_NotInBlock();
    error BitcoinProofs_CoinbaseNotInBlock();
    error BitcoinProofs_HeaderLength(uint256 length);
    /// @notice Thrown when the header is not the one the relay knows at that height; `known` is 0 outside its range.
    error BitcoinProofs_UnknownHeader(uint256 height, bytes32 known);
    error BitcoinProofs_NotConfirmed(uint256 confirmations, uint256 required);

    uint256 internal constant MIN_CONFIRMATIONS = 3;
    uint256 internal constant DEFAULT_CONFIRMATIONS = 6;
    uint256 internal constant MAX_INPUTS = 64;
    uint256 internal constant MAX_OUTPUTS = 64;
    uint256 internal constant MAX_SATS = 21e14;

    /// @notice Proves that `proof.tx` is in the block at `proof.height` of the relay's chain.
    /// @param required confirmations to ask for; fewer than 3 count as 3
    function verify(Proof calldata proof, IBitcoinRelay relay, uint256 required)
        internal
        view
        returns (Inclusion memory inclusion)
    {
        inclusion.height = proof.height;
        bytes32 root = _header(proof.header, relay, inclusion);
        if (required < MIN_CONFIRMATIONS) required = MIN_CONFIRMATIONS;
        require(inclusion.confirmations >= required, BitcoinProofs_NotConfirmed(inclusion.confirmations, required));

        bytes calldata transaction = proof.tx;
        inclusion.outputsAt = _check(transaction);
        inclusion.txid = _sha256d(transaction);

        bytes32[] calldata path = proof.path;
        bytes32[] calldata coinbasePath = proof.coinbasePath;
        uint256 depth = path.length;
        require(depth == coinbasePath.length, BitcoinProofs_DepthMismatch(depth, coinbasePath.length));
        uint256 index = proof.index;
        require(index >> depth == 0, BitcoinProofs_IndexTooLarge(index, depth));
        require(fold(inclusion.txid, path, index) == root, BitcoinProofs_NotInBlock());

        bytes calldata coinbase = proof.coinbaseTx;
        require(_isCoinbase(coinbase), BitcoinProofs_NotCoinbase());
        require(_foldFirst(_sha256d(coinbase), coinbasePath) == root, BitcoinProofs_CoinbaseNotInBlock());
    }

    /// @notice The outputs that pay one P2WSH script.
    /// @param proof a proof that `verify` accepted, which gave `inclusion`
    /// @param program the 32 bytes after `0020` in the script
    /// @return total sats of all of them
    /// @return payments one entry an output, in order
    function paymentsTo(Proof calldata proof, Inclusion memory inclusion, bytes32 program)
        internal
        pure
        returns (uint256 total, Payment[] memory payments)
    {
        bytes calldata transaction = proof.tx;
        // Unchecked: positions stay below 64 · 2^32 and sums below 64 · 2^64.
        unchecked {
            (uint256 count, uint256 at) = _varInt(transaction, inclusion.outputsAt);
            payments = new Payment[](count);
            uint256 found;
            for (uint256 vout; vout < count; ++vout) {
                uint256 start = at;
                uint256 length;
                (length, at) = _varInt(transaction, start + 8);
                at += length;
                // The length, 0 for the version and the push of 32 bytes (BIP-141), then the program.
                if (uint256(_word(transaction, start + 8)) >> 232 != 0x220020) continue;
                if (_word(transaction, start + 11) != program) continue;
                uint256 sats = _value(transaction, start);
                total += sats;
                payments[found++] = Payment(uint32(vout), uint64(sats));
            }
            assembly ("memory-safe") {
                mstore(payments, found) // only ever shortens
            }
        }
    }

    /// @notice What the transaction spends, in order. Checks the transaction as `verify` does.
    function inputs(bytes calldata transaction) internal pure returns (Outpoint[] memory spent) {
        _check(transaction);
        // Unchecked here and below: `_check` has shown that every position lies inside.
        unchecked {
            (uint256 count, uint256 at) = _varInt(transaction, 4);
            spent = new Outpoint[](count);
            for (uint256 i; i < count; ++i) {
                spent[i] = Outpoint(_word(transaction, at), uint32(_value(transaction, at + 32)));
                uint256 length;
                (length, at) = _varInt(transaction, at + 36);
                at += length + 4;
            }
        }
    }

    /// @notice What the transaction pays, in order. Checks the transaction as `verify` does.
    function outputs(bytes calldata transaction) internal pure returns (TxOutput[] memory paid) {
        uint256 at = _check(transaction);
        unchecked {
            uint256 count;
            (count, at) = _varInt(transaction, at);
            paid = new TxOutput[](count);
            for (uint256 vout; vout < count; ++vout) {
                uint256 value = _value(transaction, at);
                uint256 length;
                (length, at) = _varInt(transaction, at + 8);
                paid[vout] = TxOutput(uint64(value), transaction[at:at + length]);
                at += length;
            }
        }
    }

    /// @notice The data of every output whose script is OP_RETURN and exactly one push, in order.
    /// @dev The push may be direct (1 to 75 bytes) or OP_PUSHDATA1; other forms are no marking of this system.
    function opReturns(bytes calldata transaction) internal pure returns (bytes[] memory payloads) {
        uint256 at = _check(transaction);
        unchecked {
            uint256 count;
            (count, at) = _varInt(transaction, at);
            payloads = new bytes[](count);
            uint256 found;
            for (uint256 vout; vout < count; ++vout) {
                uint256 length;
                (length, at) = _varInt(transaction, at + 8);
                (bool is_, uint256 skip) = _opReturn(transaction[at:at + length]);
                if (is_) payloads[found++] = transaction[at + skip:at + length];
                at += length;
            }
            assembly ("memory-safe") {
                mstore(payloads, found) // only ever shortens
            }
        }
    }

    /// @return double sha256 of the transaction without witness (BIP-141); checks it as `verify` does
    function txidOf(bytes calldata transaction) internal view returns (bytes32) {
        _check(transaction);
        return _sha256d(transaction);
    }

    /// @dev Fills in what the relay knows and returns the root that the header commits to.
    function _header(bytes calldata header, IBitcoinRelay relay, Inclusion memory inclusion)
        private
        view
        returns (bytes32)
    {
        require(header.length == 80, BitcoinProofs_HeaderLength(header.length));
        bytes32 known;
        uint256 height = inclusion.height;
        (known, inclusion.work, inclusion.tipHeight, inclusion.tipTime) = relay.headerState(height);
        require(known != 0 && known == _sha256d(header), BitcoinProofs_UnknownHeader(height, known));
        // Checked: a relay that knows a hash above its own tip is broken and must not be believed.
        inclusion.confirmations = inclusion.tipHeight - height + 1;
        return _word(header, 36);
    }

    /// @dev Refuses all that is not a plain transaction without witness and returns where the output count stands.
    /// One look at the end bounds every read: positions only grow, so if the last part ends with the bytes, all parts lay
    /// inside; what was read behind the end can only lead further behind it.
    function _check(bytes calldata transaction) private pure returns (uint256 outputsAt) {
        require(transaction.length != 64, BitcoinProofs_SixtyFourBytes());
        // Unchecked: at most 128 parts of at most 2^32 bytes, at most 64 values of 64 bits.
        unchecked {
            (uint256 count, uint256 at) = _varInt(transaction, 4);
            if (count == 0) {
                // A count of 0 followed by 1 is the marker and flag of the form with witness (BIP-144).
                require(uint256(_word(transaction, 5)) >> 248 != 1, BitcoinProofs_WitnessData());
                revert BitcoinProofs_NoInputs();
            }
            require(count <= MAX_INPUTS, BitcoinProofs_TooManyInputs(count, MAX_INPUTS));
            uint256 length;
            for (uint256 i; i < count; ++i) {
                require(_word(transaction, at) != 0, BitcoinProofs_NullOutpoint(i));
                (length, at) = _varInt(transaction, at + 36);
                at += length + 4;
            }

            outputsAt = at;
            (count, at) = _varInt(transaction, at);
            require(count != 0, BitcoinProofs_NoOutputs());
            require(count <= MAX_OUTPUTS, BitcoinProofs_TooManyOutputs(count, MAX_OUTPUTS));
            uint256 total;
            for (uint256 i; i < count; ++i) {
                total += _value(transaction, at);
                (length, at) = _varInt(transaction, at + 8);
                at += length;
            }
            at += 4;
            require(at == transaction.length, BitcoinProofs_TxLength(at, transaction.length));
            require(total <= MAX_SATS, BitcoinProofs_ValueTooLarge(total));
        }
    }

    /// @dev One input that spends the null outpoint. The rest needs no look: it is bound by the root, and the first leaf
    /// has one preimage unless that is 64 bytes long.
    function _isCoinbase(bytes calldata coinbase) private pure returns (bool) {
        return coinbase.length > 64 && uint256(_word(coinbase, 4)) >> 248 == 1 && _word(coinbase, 5) == 0
            && uint256(_word(coinbase, 37)) >> 224 == 0xffffffff;
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

    /// @return value of the integer at `at` (CompactSize)
    /// @return next position behind it
    function _varInt(bytes calldata data, uint256 at) private pure returns (uint256 value, uint256 next) {
        uint256 word = uint256(_word(data, at));
        value = word >> 248;
        if (value < 0xfd) return (value, at + 1);
        if (value == 0xfd) {
            value = (word >> 240 & 0xff) | (word >> 224 & 0xff00);
            require(value >= 0xfd, BitcoinProofs_VarInt(at));
            return (value, at + 3);
        }
        // Nine-byte lengths do not occur: a block holds 4 MB.
        bool five = value == 0xfe;
        value = _reverse64(word >> 216 & 0xffffffff) >> 32;
        require(five && value > 0xffff, BitcoinProofs_VarInt(at));
        return (value, at + 5);
    }

    /// @return the 8 bytes at `at` as a little-endian number
    function _value(bytes calldata data, uint256 at) private pure returns (uint256) {
        return _reverse64(uint256(_word(data, at)) >> 192);
    }

    function _reverse64(uint256 v) private pure returns (uint256) {
        v = (v & 0x00ff00ff00ff00ff) << 8 | (v >> 8 & 0x00ff00ff00ff00ff);
        v = (v & 0x0000ffff0000ffff) << 16 | (v >> 16 & 0x0000ffff0000ffff);
        return (v & 0xffffffff) << 32 | v >> 32;
    }

    /// @dev May read behind the end; see `_check`.
    function _word(bytes calldata data, uint256 at) private pure returns (bytes32 word) {
        assembly ("memory-safe") {
            word := calldataload(add(data.offset, at))
        }
    }

    function _sha256d(bytes calldata data) private view returns (bytes32 hash) {
        assembly ("memory-safe") {
            let free := mload(0x40)
            calldatacopy(free, data.offset, data.length)
            let ok := staticcall(gas(), 2, free, data.length, 0, 0x20)
            ok := and(staticcall(gas(), 2, 0, 0x20, 0, 0x20), ok)
            if iszero(ok) { revert(0, 0) } // only when gas runs out inside sha256
            hash := mload(0)
        }
    }

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
    function _foldFirst(bytes32 node, bytes32[] calldata path) private view returns (bytes32 root) {
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
