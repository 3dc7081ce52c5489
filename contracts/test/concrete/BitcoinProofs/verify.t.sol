// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../../src/BitcoinRelay.sol";
import { BitcoinBytes } from "../../../src/libraries/BitcoinBytes.sol";
import { BitcoinProofs, Inclusion } from "../../../src/libraries/BitcoinProofs.sol";
import { BitcoinTx } from "../../../src/libraries/BitcoinTx.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { BitcoinProofsHarness } from "../../utils/BitcoinProofsHarness.sol";
import { BitcoinTest } from "../../utils/BitcoinTest.sol";

contract BitcoinProofs_verify_Test is BitcoinTest {
    BitcoinRelay internal relay;
    BitcoinProofsHarness internal library_;
    bytes internal paid;
    bytes32 internal constant PROGRAM = keccak256("program");

    function setUp() public {
        relay = regtestRelay();
        library_ = new BitcoinProofsHarness();
        paid = payment(1_000_000, p2wshOf(PROGRAM), 1);
    }

    function test_RevertWhen_TheHeaderIsNot80Bytes() public {
        Proof memory proof = proveIn(relay, paid, 3, 7, 6);
        bytes memory header = proof.header;
        proof.header = slice(header, 0, 79);
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_HeaderLength.selector, 79));
        proof.header = bytes.concat(header, hex"00");
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_HeaderLength.selector, 81));
        proof.header = "";
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_HeaderLength.selector, 0));
    }

    function test_RevertWhen_TheHeaderIsNotTheRelays() public {
        Proof memory proof = proveIn(relay, paid, 3, 7, 6);
        uint256[6] memory heights =
            [uint256(0), CHECKPOINT - 1, proof.height - 1, proof.height + 1, proof.height + 6, type(uint256).max];
        for (uint256 i; i < heights.length; ++i) {
            proof.height = heights[i];
            expectRefusal(
                proof,
                abi.encodeWithSelector(
                    BitcoinProofs.BitcoinProofs_UnknownHeader.selector, heights[i], relay.hashAt(heights[i])
                )
            );
        }
    }

    function test_T24_RevertWhen_TheProofIsEmpty() public {
        Proof memory proof;
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_HeaderLength.selector, 0));
        proof.header = new bytes(80);
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_UnknownHeader.selector, 0, 0));
    }

    function test_RevertWhen_ThereAreTooFewConfirmations() public {
        Proof memory proof = proveIn(relay, paid, 3, 7, 2);
        for (uint256 required; required < 7; ++required) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    BitcoinProofs.BitcoinProofs_NotConfirmed.selector, 2, required < 3 ? 3 : required
                )
            );
            library_.verify(proof, relay, required);
        }
        (uint256 height,) = relay.tip();
        relay.submitHeaders(mineChain(relay.hashAt(height), GENESIS_TIME + 5000, 1, 3));
        assertEq(library_.verify(proof, relay, 0).confirmations, 3, "three are the least");
        vm.expectRevert(abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_NotConfirmed.selector, 3, 4));
        library_.verify(proof, relay, 4);
    }

    /// 64 bytes that parse as a transaction and whose second half is the hash of another that was never mined.
    function test_T1_RevertWhen_TheTransactionIs64Bytes() public {
        bytes memory forged = sixtyFour();
        assertEq(forged.length, 64, "length");
        Proof memory proof = proveIn(relay, forged, 2, 4, 6);
        expectRefusal(proof, abi.encodeWithSelector(BitcoinTx.BitcoinTx_SixtyFourBytes.selector));
    }

    /// The attack itself: a mined 64-byte transaction is shown as an inner node, its second half as a leaf below.
    function test_T1_RevertWhen_ALeafHangsUnderA64ByteTransaction() public {
        bytes memory fake = paid; // never mined
        // The bytes of a real 64-byte transaction whose second half is the fake one's txid: 2^69 work on Bitcoin, a
        // keystroke here. The tree takes it as a leaf.
        bytes memory carrier = abi.encodePacked(keccak256("first half"), sha256d(fake));
        Proof memory proof = proveIn(relay, carrier, 2, 4, 6);
        bytes32[] memory deeper = new bytes32[](3);
        deeper[0] = keccak256("first half");
        deeper[1] = proof.path[0];
        deeper[2] = proof.path[1];
        proof.tx = fake;
        proof.path = deeper;
        proof.index = 5;
        assertEq(
            library_.fold(sha256d(fake), deeper, 5),
            library_.fold(sha256d(carrier), _tail(deeper), 2),
            "leads to the root"
        );
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_DepthMismatch.selector, 3, 2));

        // A coinbase path of the same depth would need a coinbase one level below the real one.
        bytes32[] memory coinbaseDeeper = new bytes32[](3);
        coinbaseDeeper[1] = proof.coinbasePath[0];
        coinbaseDeeper[2] = proof.coinbasePath[1];
        proof.coinbasePath = coinbaseDeeper;
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_CoinbaseNotInBlock.selector));
    }

    /// The reverse: the two children of an inner node are shown as a transaction one level up.
    function test_T1_RevertWhen_AnInnerNodePosesAsATransaction() public {
        Proof memory proof = proveIn(relay, paid, 2, 4, 6);
        proof.tx = abi.encodePacked(sha256d(paid), proof.path[0]);
        proof.path = _tail(proof.path);
        proof.index = 1;
        proof.coinbasePath = _tail(proof.coinbasePath);
        expectRefusal(proof, abi.encodeWithSelector(BitcoinTx.BitcoinTx_SixtyFourBytes.selector));
    }

    function test_T1_RevertWhen_TheCoinbaseIsAnInnerNode() public {
        Proof memory proof = proveIn(relay, paid, 2, 4, 6);
        proof.coinbaseTx = abi.encodePacked(sha256d(proof.coinbaseTx), proof.coinbasePath[0]);
        bytes32[] memory short = _tail(proof.coinbasePath);
        proof.coinbasePath = short;
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_DepthMismatch.selector, 2, 1));
        proof.path = _tail(proof.path);
        proof.index = 1;
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_NotInBlock.selector));
    }

    function test_RevertWhen_ItCarriesWitnessData() public {
        bytes memory withWitness = abi.encodePacked(slice(paid, 0, 4), hex"0001", slice(paid, 4, paid.length - 4));
        Proof memory proof = proveIn(relay, withWitness, 3, 7, 6);
        expectRefusal(proof, abi.encodeWithSelector(BitcoinTx.BitcoinTx_WitnessData.selector));
    }

    function test_RevertWhen_ThereIsNoInputOrOutput() public {
        bytes[] memory none = new bytes[](0);
        bytes[] memory one = new bytes[](1);
        one[0] = output(1000, p2wshOf(PROGRAM));
        // Without inputs, one output follows the 0: Bitcoin's readers take that for the marker and flag.
        expectMinedRefusal(transaction(none, one), abi.encodeWithSelector(BitcoinTx.BitcoinTx_WitnessData.selector));
        bytes[] memory two = new bytes[](2);
        (two[0], two[1]) = (one[0], one[0]);
        expectMinedRefusal(transaction(none, two), abi.encodeWithSelector(BitcoinTx.BitcoinTx_NoInputs.selector));
        one[0] = input(PROGRAM, 0, new bytes(30));
        expectMinedRefusal(transaction(one, none), abi.encodeWithSelector(BitcoinTx.BitcoinTx_NoOutputs.selector));
    }

    function test_T5_RevertWhen_ThereAreTooMany() public {
        expectMinedRefusal(many(65, 1), abi.encodeWithSelector(BitcoinTx.BitcoinTx_TooManyInputs.selector, 65, 64));
        expectMinedRefusal(many(1, 65), abi.encodeWithSelector(BitcoinTx.BitcoinTx_TooManyOutputs.selector, 65, 64));
        expectMinedRefusal(many(1, 300), abi.encodeWithSelector(BitcoinTx.BitcoinTx_TooManyOutputs.selector, 300, 64));
        Proof memory proof = proveIn(relay, many(64, 64), 1, 2, 6);
        library_.verify(proof, relay, 6);
    }

    function test_T5_RevertWhen_ALengthIsNotInItsShortestForm() public {
        bytes memory head = abi.encodePacked(hex"02000000", hex"01", PROGRAM, hex"00000000");
        bytes memory tail =
            abi.encodePacked(hex"ffffffff01", le(1000, 8), hex"160014", bytes20(keccak256("to")), hex"00000000");
        bytes[6] memory lengths = [
            bytes(hex"fd0000"),
            hex"fdfc00",
            hex"fe00000000",
            hex"feffff0000",
            hex"ff0000000000000000",
            hex"ff0000000001000000"
        ];
        for (uint256 i; i < lengths.length; ++i) {
            expectMinedRefusal(
                abi.encodePacked(head, lengths[i], tail),
                abi.encodeWithSelector(BitcoinBytes.BitcoinBytes_VarInt.selector, 41)
            );
        }
        library_.verify(proveIn(relay, abi.encodePacked(head, hex"00", tail), 1, 2, 6), relay, 6);
    }

    function test_WhenScriptsAreLong() public {
        uint256[4] memory sizes = [uint256(252), 253, 65_535, 65_536];
        for (uint256 i; i < sizes.length; ++i) {
            bytes[] memory ins = new bytes[](1);
            ins[0] = input(PROGRAM, 1, new bytes(sizes[i]));
            bytes[] memory outs = new bytes[](1);
            outs[0] = output(1000, p2wshOf(PROGRAM));
            library_.verify(proveIn(relay, transaction(ins, outs), 1, 2, 6), relay, 6);
        }
    }

    function test_T5_RevertWhen_BytesAreMissingOrLeftOver() public {
        uint256 length = paid.length;
        expectMinedRefusal(
            bytes.concat(paid, hex"00"), abi.encodeWithSelector(BitcoinTx.BitcoinTx_Length.selector, length, length + 1)
        );
        expectMinedRefusal(
            slice(paid, 0, length - 1), abi.encodeWithSelector(BitcoinTx.BitcoinTx_Length.selector, length, length - 1)
        );
    }

    function test_RevertWhen_OutputsAreWorthTooMuch() public {
        bytes[] memory ins = new bytes[](1);
        ins[0] = input(PROGRAM, 0, "");
        bytes[] memory outs = new bytes[](2);
        outs[0] = output(21e14 - 5, p2wshOf(PROGRAM));
        outs[1] = output(6, p2wshOf(PROGRAM));
        expectMinedRefusal(
            transaction(ins, outs), abi.encodeWithSelector(BitcoinTx.BitcoinTx_ValueTooLarge.selector, 21e14 + 1)
        );
        outs[1] = output(5, p2wshOf(PROGRAM));
        library_.verify(proveIn(relay, transaction(ins, outs), 1, 2, 6), relay, 6);
        outs[0] = output(type(uint64).max, p2wshOf(PROGRAM));
        expectMinedRefusal(
            transaction(ins, outs),
            abi.encodeWithSelector(BitcoinTx.BitcoinTx_ValueTooLarge.selector, uint256(type(uint64).max) + 5)
        );
    }

    function test_T5_RevertWhen_ItIsTheCoinbase() public {
        Proof memory proof = proveIn(relay, paid, 3, 7, 6);
        proof.tx = proof.coinbaseTx;
        proof.path = proof.coinbasePath;
        proof.index = 0;
        expectRefusal(proof, abi.encodeWithSelector(BitcoinTx.BitcoinTx_NullOutpoint.selector, 0));
    }

    function test_T1_RevertWhen_TheCoinbasePathIsOfAnotherDepth() public {
        Proof memory proof = proveIn(relay, paid, 3, 7, 6);
        bytes32[] memory path = proof.coinbasePath;
        proof.coinbasePath = _tail(path);
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_DepthMismatch.selector, 3, 2));
        proof.coinbasePath = new bytes32[](4);
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_DepthMismatch.selector, 3, 4));
        proof.coinbasePath = new bytes32[](0);
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_DepthMismatch.selector, 3, 0));
    }

    function test_T2_RevertWhen_TheIndexIsLengthened() public {
        Proof memory proof = proveIn(relay, paid, 3, 7, 6);
        uint256[5] memory indexes = [uint256(8 + 3), 16 + 3, (1 << 32) + 3, (1 << 255) + 3, type(uint256).max];
        for (uint256 i; i < indexes.length; ++i) {
            proof.index = indexes[i];
            expectRefusal(
                proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_IndexTooLarge.selector, indexes[i], 3)
            );
        }
    }

    /// With an odd number of leaves Bitcoin doubles the last: position 7 of seven shows the same transaction.
    function test_T2_RevertWhen_TheIndexIsATwins() public {
        for (uint256 count = 3; count < 14; ++count) {
            uint256 last = count - 1;
            Proof memory proof = proveIn(relay, paid, last, count, 6);
            uint256 valid;
            for (uint256 index; index < 1 << proof.path.length; ++index) {
                proof.index = index;
                try library_.verify(proof, relay, 6) returns (Inclusion memory) {
                    ++valid;
                    assertEq(index, last, "R12: only its own index");
                } catch { }
            }
            assertEq(valid, 1, "R12: exactly one index");
        }
    }

    function test_RevertWhen_ThePathLeadsElsewhere() public {
        Proof memory proof = proveIn(relay, paid, 3, 7, 6);
        proof.path[1] = keccak256("sibling");
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_NotInBlock.selector));
    }

    function test_RevertWhen_TheFirstIsNoCoinbase() public {
        Proof memory proof = proveIn(relay, paid, 3, 7, 6);
        bytes memory first = proof.coinbaseTx;
        proof.coinbaseTx = paid;
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_NotCoinbase.selector));
        proof.coinbaseTx = "";
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_NotCoinbase.selector));
        proof.coinbaseTx = slice(first, 0, 64);
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_NotCoinbase.selector));
        // Two inputs, another outpoint's hash, another outpoint's index.
        uint256[3] memory bits = [uint256(4 * 8 + 1), 5 * 8, 37 * 8];
        for (uint256 i; i < bits.length; ++i) {
            proof.coinbaseTx = flipBit(first, bits[i]);
            expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_NotCoinbase.selector));
        }
    }

    function test_RevertWhen_TheCoinbaseIsOfAnotherBlock() public {
        Proof memory proof = proveIn(relay, paid, 3, 7, 6);
        proof.coinbaseTx = coinbase(77);
        expectRefusal(proof, abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_CoinbaseNotInBlock.selector));
    }

    function test_RevertWhen_TheBlockWasReplaced() public {
        Proof memory proof = proveIn(relay, paid, 3, 7, 6);
        library_.verify(proof, relay, 6);
        bytes memory branch = mineChain(relay.hashAt(CHECKPOINT), GENESIS_TIME + 601, 7, 99);
        relay.submitBranch(CHECKPOINT, bytes.concat(checkpointHeader(), branch));
        expectRefusal(
            proof,
            abi.encodeWithSelector(
                BitcoinProofs.BitcoinProofs_UnknownHeader.selector, proof.height, relay.hashAt(proof.height)
            )
        );
    }

    function test_WhenAllIsWell() public {
        for (uint256 depth = 1; depth < 7; ++depth) {
            uint256 count = (1 << depth) - depth % 2;
            if (count < 2) count = 2;
            for (uint256 index = 1; index < count; index += depth) {
                Proof memory proof = proveIn(relay, paid, index, count, 3 + depth);
                (uint256 tipHeight, uint256 tipTime) = relay.tip();
                Inclusion memory inclusion = library_.verify(proof, relay, 3);
                assertEq(inclusion.txid, sha256d(paid), "txid");
                assertEq(inclusion.height, proof.height, "height");
                assertEq(inclusion.confirmations, 3 + depth, "confirmations");
                assertEq(inclusion.work, (3 + depth) * REGTEST_WORK, "work");
                assertEq(inclusion.tipHeight, tipHeight, "tip height");
                assertEq(inclusion.tipTime, tipTime, "tip time");
            }
        }
    }

    // --- helpers ---

    function expectRefusal(Proof memory proof, bytes memory reason) private {
        vm.expectRevert(reason);
        library_.verify(proof, relay, 6);
    }

    /// Mined, so that nothing but the transaction's own shape can be the reason.
    function expectMinedRefusal(bytes memory transaction_, bytes memory reason) private {
        expectRefusal(proveIn(relay, transaction_, 1, 3, 6), reason);
    }

    function sixtyFour() private pure returns (bytes memory) {
        bytes[] memory ins = new bytes[](1);
        ins[0] = input(PROGRAM, 0, "");
        bytes[] memory outs = new bytes[](1);
        outs[0] = output(1000, hex"51515151");
        return transaction(ins, outs);
    }

    function many(uint256 inputs, uint256 outputs) private pure returns (bytes memory) {
        bytes[] memory ins = new bytes[](inputs);
        for (uint256 i; i < inputs; ++i) {
            ins[i] = input(keccak256(abi.encode(i)), uint32(i), "");
        }
        bytes[] memory outs = new bytes[](outputs);
        for (uint256 i; i < outputs; ++i) {
            outs[i] = output(1000 + i, hex"5120");
        }
        return transaction(ins, outs);
    }

    function _tail(bytes32[] memory path) private pure returns (bytes32[] memory out) {
        out = new bytes32[](path.length - 1);
        for (uint256 i; i < out.length; ++i) {
            out[i] = path[i + 1];
        }
    }
}
