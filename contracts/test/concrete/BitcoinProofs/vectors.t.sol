// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../../src/BitcoinRelay.sol";
import { IBitcoinRelay } from "../../../src/interfaces/IBitcoinRelay.sol";
import { BitcoinBytes } from "../../../src/libraries/BitcoinBytes.sol";
import { BitcoinProofs, Inclusion } from "../../../src/libraries/BitcoinProofs.sol";
import { BitcoinTx } from "../../../src/libraries/BitcoinTx.sol";
import { Outpoint, Proof, TxOutput } from "../../../src/types/BitcoinTypes.sol";
import { BitcoinProofsHarness } from "../../utils/BitcoinProofsHarness.sol";
import { MainnetHeaders } from "../../utils/MainnetHeaders.sol";

/// @notice The cases of bitcoin-spv's public test vectors: varint, vin, vout, OP_RETURN, merkle path, header chain.
/// Its retarget cases are in `BitcoinRelay/submitHeaders.t.sol`.
contract BitcoinProofs_vectors_Test is MainnetHeaders {
    BitcoinProofsHarness internal library_;
    string internal json;
    bytes internal transaction_;

    function setUp() public {
        library_ = new BitcoinProofsHarness();
        json = readVector("bitcoin-spv.json");
        transaction_ = vm.parseJsonBytes(json, ".transaction");
    }

    function test_TransactionAndOpReturn() public view {
        assertEq(library_.txidOf(transaction_), vm.parseJsonBytes32(json, ".txid"), "txid");
        Outpoint[] memory spent = library_.inputs(transaction_);
        assertEq(spent.length, 1, "inputs");
        assertEq(
            abi.encodePacked(spent[0].txid, le(spent[0].vout, 4)), vm.parseJsonBytes(json, ".outpoint"), "outpoint"
        );
        TxOutput[] memory paid = library_.outputs(transaction_);
        uint256[] memory values = vm.parseJsonUintArray(json, ".values");
        assertEq(paid.length, values.length, "outputs");
        for (uint256 i; i < values.length; ++i) {
            assertEq(paid[i].value, values[i], "value");
        }
        assertEq(paid[0].script, p2wshOf(vm.parseJsonBytes32(json, ".program")), "script");
        bytes[] memory payloads = library_.opReturns(transaction_);
        assertEq(payloads.length, 1, "payloads");
        assertEq(payloads[0], vm.parseJsonBytes(json, ".opReturn"), "payload");
    }

    function test_RevertWhen_TheSameTransactionCarriesItsWitness() public {
        bytes memory withWitness = vm.parseJsonBytes(json, ".withWitness");
        vm.expectRevert(BitcoinTx.BitcoinTx_WitnessData.selector);
        library_.txidOf(withWitness);
    }

    function test_RevertWhen_VinOrVoutIsMalformed() public {
        bytes[] memory malformed = vm.parseJsonBytesArray(json, ".malformed");
        assertEq(malformed.length, 8, "cases");
        for (uint256 i; i < malformed.length; ++i) {
            vm.expectRevert();
            library_.txidOf(malformed[i]);
        }
    }

    /// The oracle takes lengths in any form; Bitcoin and ours take the shortest only.
    function test_ScriptSigLengths() public {
        bytes memory vout = vm.parseJsonBytes(json, ".vout");
        for (uint256 i; i < 5; ++i) {
            string memory key = string.concat(".scriptSigs[", vm.toString(i), "]");
            bytes memory vin = vm.parseJsonBytes(json, string.concat(key, ".vin"));
            bytes memory whole = abi.encodePacked(hex"01000000", vin, vout, hex"00000000");
            if (!vm.parseJsonBool(json, string.concat(key, ".canonical"))) {
                vm.expectRevert(abi.encodeWithSelector(BitcoinBytes.BitcoinBytes_VarInt.selector, 41));
                library_.txidOf(whole);
            } else {
                assertEq(library_.txidOf(whole), sha256d(whole), "txid");
            }
        }
    }

    function test_TwoInputsTwoOutputs() public view {
        bytes memory vin = vm.parseJsonBytes(json, ".twoIn.vin");
        bytes memory vout = vm.parseJsonBytes(json, ".twoIn.vout");
        bytes memory whole = abi.encodePacked(hex"01000000", vin, vout, hex"00000000");
        Outpoint[] memory spent = library_.inputs(whole);
        TxOutput[] memory paid = library_.outputs(whole);
        assertEq(spent.length, 2, "inputs");
        assertEq(spent[1].txid, bytes32(slice(vin, 42, 32)), "second outpoint");
        assertEq(paid.length, 2, "outputs");
        assertEq(paid[0].value, 46_669, "first value");
        assertEq(paid[1].value, 1_000_000, "second value");
        assertEq(paid[0].script.length, 22, "first script");
        assertEq(paid[1].script.length, 34, "second script");
    }

    function test_MerklePaths() public view {
        bytes32[] memory path = vm.parseJsonBytes32Array(json, ".path");
        uint256 index = vm.parseJsonUint(json, ".index");
        bytes32 txid = vm.parseJsonBytes32(json, ".txid");
        bytes memory header = vm.parseJsonBytesArray(json, ".headers")[0];
        bytes32 root = bytes32(slice(header, 36, 32));
        assertEq(library_.fold(txid, path, index), root, "path of twelve levels");
        for (uint256 i; i < 600; ++i) {
            if (i != index) assertNotEq(library_.fold(txid, path, i), root, "another index");
        }
        assertNotEq(library_.fold(bytes32(uint256(txid) ^ 1 << 250), path, index), root, "another first hash");

        bytes32[] memory one = new bytes32[](1);
        bytes32 left = vm.parseJsonBytes32(json, ".merkleTrue.left");
        bytes32 right = vm.parseJsonBytes32(json, ".merkleTrue.right");
        one[0] = right;
        assertEq(library_.fold(left, one, 0), vm.parseJsonBytes32(json, ".merkleTrue.root"), "left");
        one[0] = left;
        assertEq(library_.fold(right, one, 1), vm.parseJsonBytes32(json, ".merkleTrue.root"), "right");
    }

    /// The real block's coinbase is not among the vectors, so its proof is taken up to that and then refused.
    function test_HeaderChain() public {
        BitcoinRelay relay = relayOf(0);
        bytes[] memory headers = vm.parseJsonBytesArray(json, ".headers");
        for (uint256 i = 1; i < headers.length; ++i) {
            relay.submitHeaders(headers[i]);
        }
        (uint256 height,) = relay.tip();
        assertEq(height, 541_206, "seven blocks");

        Proof memory proof;
        proof.tx = transaction_;
        proof.header = headers[0];
        proof.height = 541_200;
        proof.path = vm.parseJsonBytes32Array(json, ".path");
        proof.index = vm.parseJsonUint(json, ".index");
        proof.coinbasePath = new bytes32[](proof.path.length);
        proof.coinbaseTx = coinbase(proof.height);
        vm.expectRevert(BitcoinProofs.BitcoinProofs_CoinbaseNotInBlock.selector);
        library_.verify(proof, relay, 6);
        proof.index += 1;
        vm.expectRevert(BitcoinProofs.BitcoinProofs_NotInBlock.selector);
        library_.verify(proof, relay, 6);
    }

    /// A whole proof of mainnet: the first payment ever made, in block 170, with its coinbase and five confirmations.
    function test_Block170() public {
        string memory block170 = readVector("mainnet-block-170.json");
        bytes[] memory headers = vm.parseJsonBytesArray(block170, ".headers");
        uint256 height = vm.parseJsonUint(block170, ".height");
        uint32 epochStart = uint32(vm.parseJsonUint(block170, ".epochStart"));
        vm.warp(timeOf(headers[headers.length - 1]));
        BitcoinRelay relay = deployMainnet(headers[0], height, epochStart);
        for (uint256 i = 1; i < headers.length; ++i) {
            relay.submitHeaders(headers[i]);
        }

        Proof memory proof;
        proof.tx = vm.parseJsonBytes(block170, ".transaction");
        proof.coinbaseTx = vm.parseJsonBytes(block170, ".coinbase");
        proof.header = headers[0];
        proof.height = height;
        proof.index = 1;
        proof.path = new bytes32[](1);
        proof.path[0] = sha256d(proof.coinbaseTx);
        proof.coinbasePath = new bytes32[](1);
        proof.coinbasePath[0] = sha256d(proof.tx);
        Inclusion memory inclusion = library_.verify(proof, relay, 5);
        assertEq(inclusion.txid, 0x169e1e83e930853391bc6f35f605c6754cfead57cf8387639d3b4096c54f18f4, "txid");
        assertEq(inclusion.confirmations, 5, "confirmations");
        assertEq(inclusion.work, 5 * 0x100010001, "work");
        assertEq(library_.outputs(proof.tx)[0].value, 10e8, "ten bitcoins");
    }

    function test_RevertWhen_TheHeaderChainIsBroken() public {
        BitcoinRelay relay = relayOf(0);
        bytes[] memory headers = vm.parseJsonBytesArray(json, ".headers");
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_BrokenLink.selector, 541_201));
        relay.submitHeaders(headers[2]);
        bytes memory cut = slice(headers[1], 1, 79);
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_HeaderLength.selector, 79));
        relay.submitHeaders(cut);
        bytes memory weak = vm.parseJsonBytes(json, ".lowWorkHeaders");
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_BrokenLink.selector, 541_201));
        relay.submitHeaders(weak);
    }

    /// The height is not in the vectors; any that keeps the seven blocks inside one epoch serves.
    function relayOf(uint256 first) private returns (BitcoinRelay) {
        bytes[] memory headers = vm.parseJsonBytesArray(json, ".headers");
        vm.warp(timeOf(headers[headers.length - 1]));
        return deployMainnet(headers[first], 541_200 + first, timeOf(headers[first]) - 1 days);
    }
}
