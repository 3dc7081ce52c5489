// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinHeader } from "../../src/libraries/BitcoinHeader.sol";
import { Outpoint, TxOutput } from "../../src/types/BitcoinTypes.sol";
import { BitcoinProofsHarness } from "../utils/BitcoinProofsHarness.sol";
import { MainnetHeaders } from "../utils/MainnetHeaders.sol";
import { SpvPeer } from "../utils/SpvPeer.sol";

/// @notice keep-network's bitcoin-spv as an oracle. Where it is laxer (index malleation, lengths that are not in their
/// shortest form, no coinbase depth) only one direction is asked: what ours accepts, it accepts and reads alike.
contract BitcoinSpvDifferentialTest is MainnetHeaders {
    BitcoinProofsHarness internal ours;
    SpvPeer internal peer;

    function setUp() public {
        ours = new BitcoinProofsHarness();
        peer = new SpvPeer();
    }

    /// T5: random well-formed transactions are read alike.
    function testFuzz_T5_RandomTransactions(uint256 seed) public view {
        readAlike(randomTransaction(seed));
    }

    /// T5: whatever ours still accepts after damage, the peer accepts and reads alike.
    function testFuzz_T5_DamagedTransactions(uint256 seed, uint256 at, uint8 value) public view {
        bytes memory transaction_ = randomTransaction(seed);
        transaction_[bound(at, 4, transaction_.length - 5)] = bytes1(value);
        try ours.txidOf(transaction_) {
            readAlike(transaction_);
        } catch { }
    }

    function testFuzz_Paths(bytes32 leaf, uint256 depth, uint256 index) public view {
        depth = bound(depth, 1, 12);
        bytes32[] memory used = new bytes32[](depth);
        for (uint256 i; i < depth; ++i) {
            used[i] = keccak256(abi.encode(leaf, i));
        }
        index = bound(index, 0, (1 << depth) - 1);
        bytes32 root = ours.fold(leaf, used, index);
        assertNotEq(root, 0, "no twin by chance");
        assertTrue(peer.leadsToRoot(leaf, abi.encodePacked(used), root, index), "peer");
        assertFalse(peer.leadsToRoot(leaf, abi.encodePacked(used), root, index ^ 1), "peer, other side");
        assertNotEq(ours.fold(leaf, used, index ^ 1), root, "ours, other side");
    }

    function testFuzz_Retarget(uint32 digits, uint8 size, uint32 first, uint32 span) public view {
        uint32 bits = uint32(bound(size, 6, 0x1c)) << 24 | uint32(bound(digits, 0x008000, 0x7fffff));
        uint256 last = uint256(first) + bound(span, 0, 60 days);
        uint256 limit = BitcoinHeader.targetOf(MAINNET_POW_LIMIT);
        uint256 target = peer.retarget(BitcoinHeader.targetOf(bits), first, last);
        if (target > limit) target = limit;
        uint32 next = BitcoinHeader.retarget(bits, first, last, limit);
        assertEq(next, BitcoinHeader.bitsOf(target), "bits");
    }

    function testFuzz_Targets(uint32 digits, uint8 size) public view {
        uint32 bits = uint32(bound(size, 3, 0x20)) << 24 | uint32(bound(digits, 1, 0x7fffff));
        bytes memory header = headerOf(0, 0, 0, bits, 0);
        assertEq(BitcoinHeader.targetOf(bits), peer.targetOf(header), "target");
    }

    function test_RealHeaders() public {
        for (uint256 height = HEIGHT; height <= LAST; ++height) {
            bytes memory header = mainnetHeader(height);
            assertEq(BitcoinHeader.targetOf(height < RETARGET ? OLD_BITS : NEW_BITS), peer.targetOf(header), "target");
        }
    }

    /// The known weakness of the oracle that T2 is about: it takes the lengthened index, ours does not.
    function test_T2_ThePeerTakesALongerIndex() public view {
        bytes32[] memory path = new bytes32[](3);
        (path[0], path[1], path[2]) = (keccak256("a"), keccak256("b"), keccak256("c"));
        bytes32 leaf = keccak256("leaf");
        bytes32 root = ours.fold(leaf, path, 5);
        assertTrue(peer.leadsToRoot(leaf, abi.encodePacked(path), root, 5 + 8), "malleable");
    }

    // --- helpers ---

    function readAlike(bytes memory transaction_) private view {
        Outpoint[] memory spent = ours.inputs(transaction_);
        TxOutput[] memory paid = ours.outputs(transaction_);
        uint256 voutLength = compactSize(paid.length).length;
        for (uint256 i; i < paid.length; ++i) {
            voutLength += 8 + compactSize(paid[i].script.length).length + paid[i].script.length;
        }
        uint256 voutAt = transaction_.length - 4 - voutLength;
        bytes memory vin = slice(transaction_, 4, voutAt - 4);
        bytes memory vout = slice(transaction_, voutAt, voutLength);

        assertTrue(peer.validVin(vin), "vin");
        assertTrue(peer.validVout(vout), "vout");
        assertEq(peer.inputCount(vin), spent.length, "inputs");
        assertEq(peer.outputCount(vout), paid.length, "outputs");
        for (uint256 i; i < spent.length; ++i) {
            (bytes32 txid, uint32 index) = peer.outpointAt(vin, i);
            assertEq(spent[i].txid, txid, "outpoint txid");
            assertEq(spent[i].vout, index, "outpoint index");
        }
        for (uint256 i; i < paid.length; ++i) {
            bytes memory one = peer.outputAt(vout, i);
            assertEq(output(paid[i].value, paid[i].script), one, "output");
            assertEq(paid[i].value, peer.valueOf(one), "value");
        }
        readOpReturnsAlike(transaction_, paid);
        bytes4 version = bytes4(slice(transaction_, 0, 4));
        bytes4 locktime = bytes4(slice(transaction_, transaction_.length - 4, 4));
        assertEq(ours.txidOf(transaction_), peer.txidOf(SpvPeer.Parts(version, vin, vout, locktime)), "txid");
    }

    /// The peer reads direct pushes only and takes whatever length they claim, so only what ours finds is compared.
    function readOpReturnsAlike(bytes memory transaction_, TxOutput[] memory paid) private view {
        bytes[] memory payloads = ours.opReturns(transaction_);
        uint256 next;
        for (uint256 i; i < paid.length && next < payloads.length; ++i) {
            bytes memory script = paid[i].script;
            if (script.length < 3 || script[0] != 0x6a || uint8(script[1]) != script.length - 2) continue;
            assertEq(payloads[next++], peer.opReturnOf(output(paid[i].value, script)), "payload");
        }
    }

    function randomTransaction(uint256 seed) private pure returns (bytes memory) {
        uint256[8] memory sizes = [uint256(0), 1, 22, 107, 252, 253, 300, 34];
        bytes[] memory ins = new bytes[](seed % 5 + 1);
        for (uint256 i; i < ins.length; ++i) {
            uint256 r = uint256(keccak256(abi.encode(seed, "in", i)));
            ins[i] = input(bytes32(r | 1), uint32(r >> 8), randomBytes(sizes[r >> 40 & 7], r));
        }
        bytes[] memory outs = new bytes[](seed / 5 % 5 + 1);
        for (uint256 i; i < outs.length; ++i) {
            uint256 r = uint256(keccak256(abi.encode(seed, "out", i)));
            bytes memory script;
            uint256 kind = r % 4;
            if (kind == 0) script = p2wshOf(bytes32(r));
            if (kind == 1) script = abi.encodePacked(hex"0014", bytes20(bytes32(r)));
            if (kind == 2) script = abi.encodePacked(hex"6a0d", bytes13(bytes32(r)));
            if (kind == 3) script = abi.encodePacked(hex"76", randomBytes(sizes[r >> 40 & 7], r));
            outs[i] = output(r >> 8 & 0xffffffffffff, script);
        }
        return transaction(ins, outs);
    }

    function randomBytes(uint256 length, uint256 seed) private pure returns (bytes memory out) {
        out = new bytes(length);
        for (uint256 i; i < length; ++i) {
            out[i] = bytes1(uint8(uint256(keccak256(abi.encode(seed, i)))));
        }
    }
}
