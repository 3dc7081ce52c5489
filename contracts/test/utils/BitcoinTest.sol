// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../src/BitcoinRelay.sol";
import { Proof } from "../../src/types/BitcoinTypes.sol";
import { BaseTest } from "./BaseTest.sol";

/// @notice Real Bitcoin bytes made inside a test: transactions, merkle trees, mined regtest headers, whole proofs.
/// Nothing is mocked: what is made here would pass a regtest node's header and tree checks.
abstract contract BitcoinTest is BaseTest {
    uint32 internal constant REGTEST_BITS = 0x207fffff;
    uint32 internal constant MAINNET_POW_LIMIT = 0x1d00ffff;
    /// Work of one regtest block: 2^256 / (target + 1).
    uint256 internal constant REGTEST_WORK = 2;
    uint32 internal constant GENESIS_TIME = 1_700_000_000;
    uint256 internal constant CHECKPOINT = 100;

    // --- bytes ---

    function sha256d(bytes memory data) internal pure returns (bytes32) {
        return sha256(abi.encodePacked(sha256(data)));
    }

    /// @return out `size` bytes, lowest first
    function le(uint256 value, uint256 size) internal pure returns (bytes memory out) {
        out = new bytes(size);
        for (uint256 i; i < size; ++i) {
            out[i] = bytes1(uint8(value >> 8 * i));
        }
    }

    /// @return a CompactSize in its shortest form
    function compactSize(uint256 value) internal pure returns (bytes memory) {
        if (value < 0xfd) return le(value, 1);
        if (value <= 0xffff) return abi.encodePacked(hex"fd", le(value, 2));
        return abi.encodePacked(hex"fe", le(value, 4));
    }

    function slice(bytes memory data, uint256 from, uint256 length) internal pure returns (bytes memory out) {
        out = new bytes(length);
        for (uint256 i; i < length; ++i) {
            out[i] = data[from + i];
        }
    }

    function flipBit(bytes memory data, uint256 bit) internal pure returns (bytes memory out) {
        out = bytes.concat(data);
        out[bit / 8] = bytes1(uint8(out[bit / 8]) ^ uint8(1 << bit % 8));
    }

    /// @return gas_ of these bytes as calldata (EIP-2028)
    function calldataGas(bytes memory data) internal pure returns (uint256 gas_) {
        for (uint256 i; i < data.length; ++i) {
            gas_ += data[i] == 0 ? 4 : 16;
        }
    }

    // --- transactions ---

    function input(bytes32 txid, uint32 vout, bytes memory scriptSig) internal pure returns (bytes memory) {
        return abi.encodePacked(txid, le(vout, 4), compactSize(scriptSig.length), scriptSig, hex"fdffffff");
    }

    function output(uint256 sats, bytes memory script) internal pure returns (bytes memory) {
        return abi.encodePacked(le(sats, 8), compactSize(script.length), script);
    }

    function transaction(bytes[] memory ins, bytes[] memory outs) internal pure returns (bytes memory out) {
        out = abi.encodePacked(hex"02000000", compactSize(ins.length));
        for (uint256 i; i < ins.length; ++i) {
            out = bytes.concat(out, ins[i]);
        }
        out = bytes.concat(out, compactSize(outs.length));
        for (uint256 i; i < outs.length; ++i) {
            out = bytes.concat(out, outs[i]);
        }
        out = bytes.concat(out, hex"00000000");
    }

    function payment(uint256 sats, bytes memory script, uint256 salt) internal pure returns (bytes memory) {
        bytes[] memory ins = new bytes[](1);
        ins[0] = input(keccak256(abi.encode("coin", salt)), 0, "");
        bytes[] memory outs = new bytes[](2);
        outs[0] = output(sats, script);
        outs[1] = output(12_345, abi.encodePacked(hex"0014", bytes20(keccak256("change"))));
        return transaction(ins, outs);
    }

    function coinbase(uint256 height) internal pure returns (bytes memory) {
        bytes memory scriptSig = abi.encodePacked(hex"03", le(height, 3), hex"00");
        bytes[] memory ins = new bytes[](1);
        ins[0] = abi.encodePacked(bytes32(0), hex"ffffffff", compactSize(scriptSig.length), scriptSig, hex"ffffffff");
        bytes[] memory outs = new bytes[](2);
        outs[0] = output(50e8, abi.encodePacked(hex"0014", bytes20(keccak256("miner"))));
        outs[1] = output(0, abi.encodePacked(hex"6a24aa21a9ed", keccak256("witness")));
        return transaction(ins, outs);
    }

    function p2wshOf(bytes32 program) internal pure returns (bytes memory) {
        return abi.encodePacked(hex"0020", program);
    }

    // --- trees ---

    function parentOf(bytes32 left, bytes32 right) internal pure returns (bytes32) {
        return sha256d(abi.encodePacked(left, right));
    }

    /// @notice Bitcoin's tree: an odd last node is paired with itself.
    function merkle(bytes32[] memory leaves, uint256 index)
        internal
        pure
        returns (bytes32 root, bytes32[] memory path)
    {
        uint256 depth;
        while (1 << depth < leaves.length) ++depth;
        path = new bytes32[](depth);
        bytes32[] memory row = leaves;
        for (uint256 level; level < depth; ++level) {
            uint256 sibling = index ^ 1;
            path[level] = sibling < row.length ? row[sibling] : row[index];
            bytes32[] memory next = new bytes32[]((row.length + 1) / 2);
            for (uint256 i; i < next.length; ++i) {
                next[i] = parentOf(row[2 * i], 2 * i + 1 < row.length ? row[2 * i + 1] : row[2 * i]);
            }
            row = next;
            index >>= 1;
        }
        root = row[0];
    }

    // --- headers ---

    function headerOf(bytes32 previous, bytes32 root, uint256 time, uint32 bits, uint256 nonce)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(hex"00000020", previous, root, le(time, 4), le(bits, 4), le(nonce, 4));
    }

    /// @notice Mines at regtest's target, nearly one try in two succeeds.
    /// @dev The target begins with 7fffff: under 7f it is met for certain, under 80 but for one block in eight million.
    function mine(bytes32 previous, bytes32 root, uint256 time) internal pure returns (bytes memory header) {
        for (uint256 nonce;; ++nonce) {
            header = headerOf(previous, root, time, REGTEST_BITS, nonce);
            if (uint8(sha256d(header)[31]) < 0x7f) return header;
        }
    }

    /// @notice As `mine`, but the work is missing.
    function mineBadly(bytes32 previous, bytes32 root, uint256 time) internal pure returns (bytes memory header) {
        for (uint256 nonce;; ++nonce) {
            header = headerOf(previous, root, time, REGTEST_BITS, nonce);
            if (uint8(sha256d(header)[31]) >= 0x80) return header;
        }
    }

    /// @notice `count` headers on `previous`, ten minutes apart from `time` on.
    /// @param salt makes branches differ
    function mineChain(bytes32 previous, uint256 time, uint256 count, uint256 salt)
        internal
        pure
        returns (bytes memory headers)
    {
        for (uint256 i; i < count; ++i) {
            bytes memory header = mine(previous, keccak256(abi.encode(salt, i)), time + 600 * i);
            previous = sha256d(header);
            headers = bytes.concat(headers, header);
        }
    }

    function lastHash(bytes memory headers) internal pure returns (bytes32) {
        return sha256d(slice(headers, headers.length - 80, 80));
    }

    // --- relays ---

    function checkpointHeader() internal pure returns (bytes memory) {
        return mine(keccak256("before"), keccak256("root"), GENESIS_TIME);
    }

    function regtestRelay(bytes memory checkpoint, uint256 height, uint32 epochStart) internal returns (BitcoinRelay) {
        return new BitcoinRelay(checkpoint, height, epochStart, REGTEST_BITS, true, "regtest", REGTEST_WORK);
    }

    function regtestRelay() internal returns (BitcoinRelay) {
        vm.warp(GENESIS_TIME + 30 days);
        return regtestRelay(checkpointHeader(), CHECKPOINT, GENESIS_TIME - 3600);
    }

    // --- proofs ---

    /// @notice A block with `transaction_` at `index` of `count`, mined on the relay's tip with `confirmations - 1` more.
    function proveIn(BitcoinRelay relay, bytes memory transaction_, uint256 index, uint256 count, uint256 confirmations)
        internal
        returns (Proof memory proof)
    {
        (uint256 tipHeight, uint256 tipTime) = relay.tip();
        bytes32[] memory leaves = new bytes32[](count);
        proof.height = tipHeight + 1;
        proof.coinbaseTx = coinbase(proof.height);
        leaves[0] = sha256d(proof.coinbaseTx);
        for (uint256 i = 1; i < count; ++i) {
            leaves[i] = keccak256(abi.encode("leaf", i, proof.height));
        }
        if (index != 0) leaves[index] = sha256d(transaction_);
        bytes32 root;
        (root, proof.path) = merkle(leaves, index);
        (, proof.coinbasePath) = merkle(leaves, 0);
        proof.tx = transaction_;
        proof.index = index;
        proof.header = mine(relay.hashAt(tipHeight), root, tipTime + 600);
        bytes memory above = mineChain(sha256d(proof.header), tipTime + 1200, confirmations - 1, 7);
        relay.submitHeaders(bytes.concat(proof.header, above));
    }
}
