// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../src/BitcoinRelay.sol";
import { Inclusion } from "../../src/libraries/BitcoinProofs.sol";
import { Proof } from "../../src/types/BitcoinTypes.sol";
import { BitcoinProofsHarness } from "../utils/BitcoinProofsHarness.sol";
import { BitcoinTest } from "../utils/BitcoinTest.sol";

contract BitcoinProofsFuzzTest is BitcoinTest {
    BitcoinRelay internal relay;
    BitcoinProofsHarness internal library_;
    bytes internal paid;
    Proof internal stored;

    function setUp() public {
        relay = regtestRelay();
        library_ = new BitcoinProofsHarness();
        paid = payment(1_000_000, p2wshOf(keccak256("program")), 1);
        stored = proveIn(relay, paid, 5, 7, 6);
        library_.verify(stored, relay, 6);
    }

    /// R11: every byte of every part, one bit and all bits of it.
    function test_R11_EveryFlippedByteIsRefused() public {
        uint8[3] memory masks = [0x01, 0x80, 0xff];
        for (uint256 m; m < 3; ++m) {
            for (uint256 i; i < stored.tx.length; ++i) {
                refuseByte(0, i, masks[m]);
            }
            for (uint256 i; i < 80; ++i) {
                refuseByte(1, i, masks[m]);
            }
            for (uint256 i; i < stored.coinbaseTx.length; ++i) {
                refuseByte(2, i, masks[m]);
            }
            for (uint256 i; i < 32 * stored.path.length; ++i) {
                refuseByte(3, i, masks[m]);
            }
            for (uint256 i; i < 32 * stored.coinbasePath.length; ++i) {
                refuseByte(4, i, masks[m]);
            }
        }
    }

    function testFuzz_R11_AnyFlippedBitIsRefused(uint256 part, uint256 bit) public {
        part = bound(part, 0, 4);
        uint256[5] memory lengths = [
            stored.tx.length, 80, stored.coinbaseTx.length, 32 * stored.path.length, 32 * stored.coinbasePath.length
        ];
        bit = bound(bit, 0, 8 * lengths[part] - 1);
        refuseByte(part, bit / 8, uint8(1 << bit % 8));
    }

    /// R11: same proof, same answer.
    function testFuzz_R11_TheAnswerIsAlwaysTheSame(uint256 required, address caller) public {
        Inclusion memory first = library_.verify(stored, relay, bound(required, 0, 6));
        vm.prank(caller);
        assertEq(abi.encode(library_.verify(stored, relay, 0)), abi.encode(first), "inclusion");
    }

    /// R12, T2: index + k · 2^depth for every k > 0.
    function testFuzz_R12_T2_ALongerIndexIsRefused(uint256 k) public {
        Proof memory proof = stored;
        uint256 depth = proof.path.length;
        proof.index += bound(k, 1, (type(uint256).max >> depth) - 1) << depth;
        refuse(proof);
    }

    function testFuzz_R12_AnyOtherIndexIsRefused(uint256 index) public {
        Proof memory proof = stored;
        vm.assume(index != proof.index);
        proof.index = index;
        refuse(proof);
        proof.index = bound(index, 0, 7);
        if (proof.index != stored.index) refuse(proof);
    }

    function testFuzz_T1_AnotherDepthIsRefused(uint256 seed, bool deeper, bool both) public {
        Proof memory proof = stored;
        proof.path = resize(proof.path, deeper, seed);
        if (both) proof.coinbasePath = resize(proof.coinbasePath, deeper, seed ^ 1);
        for (uint256 index; index < 1 << proof.path.length; ++index) {
            proof.index = index;
            refuse(proof);
        }
    }

    /// T5: no prefix of a transaction is a transaction.
    function test_T5_EveryTruncationIsRefused() public {
        bytes memory transaction_ = stored.tx;
        for (uint256 length; length < transaction_.length; ++length) {
            bytes memory short = slice(transaction_, 0, length);
            vm.expectRevert();
            library_.txidOf(short);
            vm.expectRevert();
            library_.inputs(short);
            vm.expectRevert();
            library_.outputs(short);
            vm.expectRevert();
            library_.opReturns(short);
        }
    }

    function testFuzz_T5_BytesLeftOverAreRefused(bytes calldata more) public {
        vm.assume(more.length != 0);
        bytes memory long = bytes.concat(stored.tx, more);
        vm.expectRevert();
        library_.txidOf(long);
    }

    function testFuzz_AnyOtherHeightIsRefused(uint256 height) public {
        Proof memory proof = stored;
        vm.assume(height != proof.height);
        proof.height = height;
        refuse(proof);
        proof.height = bound(height, CHECKPOINT, CHECKPOINT + 8);
        if (proof.height != stored.height) refuse(proof);
    }

    function testFuzz_NonsenseIsRefused(bytes calldata transaction_) public {
        // Random bytes that parse would need a count, an outpoint and lengths that add up: 2^-60 and less.
        vm.expectRevert();
        library_.txidOf(transaction_);
    }

    // --- helpers ---

    function refuseByte(uint256 part, uint256 at, uint8 mask) private {
        Proof memory proof = stored;
        if (part == 0) proof.tx[at] ^= bytes1(mask);
        if (part == 1) proof.header[at] ^= bytes1(mask);
        if (part == 2) proof.coinbaseTx[at] ^= bytes1(mask);
        if (part == 3) proof.path[at / 32] ^= bytes32(uint256(mask) << 8 * (31 - at % 32));
        if (part == 4) proof.coinbasePath[at / 32] ^= bytes32(uint256(mask) << 8 * (31 - at % 32));
        refuse(proof);
    }

    function refuse(Proof memory proof) private {
        vm.expectRevert();
        library_.verify(proof, relay, 6);
    }

    function resize(bytes32[] memory path, bool deeper, uint256 seed) private pure returns (bytes32[] memory out) {
        out = new bytes32[](deeper ? path.length + 1 : path.length - 1);
        uint256 gap = seed % out.length;
        for (uint256 i; i < out.length; ++i) {
            if (deeper && i == gap) out[i] = keccak256(abi.encode(seed));
            else out[i] = path[deeper && i > gap ? i - 1 : !deeper && i >= gap ? i + 1 : i];
        }
    }
}
