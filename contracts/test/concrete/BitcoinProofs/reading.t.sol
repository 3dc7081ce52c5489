// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../../src/BitcoinRelay.sol";
import { BitcoinTx, Payment } from "../../../src/libraries/BitcoinTx.sol";
import { Outpoint, TxOutput } from "../../../src/types/BitcoinTypes.sol";
import { BitcoinProofsHarness } from "../../utils/BitcoinProofsHarness.sol";
import { BitcoinTest } from "../../utils/BitcoinTest.sol";

contract BitcoinProofs_reading_Test is BitcoinTest {
    BitcoinRelay internal relay;
    BitcoinProofsHarness internal library_;
    bytes32 internal constant PROGRAM = keccak256("program");

    function setUp() public {
        relay = regtestRelay();
        library_ = new BitcoinProofsHarness();
    }

    function test_RevertWhen_TheTransactionIsMalformed() public {
        bytes memory good = payment(5000, p2wshOf(PROGRAM), 1);
        bytes memory long = bytes.concat(good, hex"00");
        bytes memory reason = abi.encodeWithSelector(BitcoinTx.BitcoinTx_Length.selector, good.length, long.length);
        vm.expectRevert(reason);
        library_.inputs(long);
        vm.expectRevert(reason);
        library_.outputs(long);
        vm.expectRevert(reason);
        library_.opReturns(long);
        vm.expectRevert(reason);
        library_.txidOf(long);
    }

    function test_WhenNoOutputPays() public {
        (uint256 total, Payment[] memory list) = paymentsOf(oneInput(outputsOf(hex"6a", hex"")), keccak256("other"));
        assertEq(total, 0, "total");
        assertEq(list.length, 0, "list");
    }

    function test_WhenOutputsResembleTheScript() public {
        bytes[] memory outs = new bytes[](7);
        outs[0] = output(1, abi.encodePacked(hex"5120", PROGRAM)); // P2TR
        outs[1] = output(2, abi.encodePacked(hex"0020", PROGRAM, hex"00")); // one byte more
        outs[2] = output(4, abi.encodePacked(hex"00", hex"20", bytes31(PROGRAM))); // one byte less
        outs[3] = output(8, abi.encodePacked(hex"0120", PROGRAM));
        outs[4] = output(16, abi.encodePacked(hex"0021", PROGRAM));
        outs[5] = output(32, abi.encodePacked(hex"0020", uint256(PROGRAM) ^ 1));
        outs[6] = output(64, abi.encodePacked(hex"6a220020", PROGRAM));
        (uint256 total, Payment[] memory list) = paymentsOf(oneInput(outs), PROGRAM);
        assertEq(total, 0, "total");
        assertEq(list.length, 0, "list");
    }

    /// The bridge's ancestor counted the first matching output only.
    function test_WhenSeveralOutputsPay() public {
        bytes[] memory outs = new bytes[](5);
        outs[0] = output(1000, p2wshOf(PROGRAM));
        outs[1] = output(7, p2wshOf(keccak256("other")));
        outs[2] = output(2000, p2wshOf(PROGRAM));
        outs[3] = output(0, p2wshOf(PROGRAM));
        outs[4] = output(21e14 - 5000, p2wshOf(PROGRAM));
        (uint256 total, Payment[] memory list) = paymentsOf(oneInput(outs), PROGRAM);
        assertEq(total, 21e14 - 2000, "total");
        assertEq(list.length, 4, "list");
        uint256[4] memory vouts = [uint256(0), 2, 3, 4];
        uint256[4] memory sats = [uint256(1000), 2000, 0, 21e14 - 5000];
        for (uint256 i; i < 4; ++i) {
            assertEq(list[i].vout, vouts[i], "vout");
            assertEq(list[i].sats, sats[i], "sats");
        }
    }

    function test_WhenInputsAndOutputsAreRead() public view {
        bytes[] memory ins = new bytes[](3);
        ins[0] = input(keccak256("a"), 0, "");
        ins[1] = input(keccak256("b"), type(uint32).max, new bytes(107));
        ins[2] = input(keccak256("c"), 0x01020304, new bytes(300));
        bytes[] memory outs = new bytes[](3);
        outs[0] = output(0x0102030405, hex"");
        outs[1] = output(1, hex"51");
        outs[2] = output(2, new bytes(1000));
        bytes memory transaction_ = transaction(ins, outs);

        Outpoint[] memory spent = library_.inputs(transaction_);
        assertEq(spent.length, 3, "inputs");
        assertEq(spent[0].txid, keccak256("a"), "txid 0");
        assertEq(spent[1].txid, keccak256("b"), "txid 1");
        assertEq(spent[2].txid, keccak256("c"), "txid 2");
        assertEq(spent[0].vout, 0, "vout 0");
        assertEq(spent[1].vout, type(uint32).max, "vout 1");
        assertEq(spent[2].vout, 0x01020304, "vout 2");

        TxOutput[] memory paid = library_.outputs(transaction_);
        assertEq(paid.length, 3, "outputs");
        assertEq(paid[0].value, 0x0102030405, "value 0");
        assertEq(paid[0].script, hex"", "script 0");
        assertEq(paid[1].script, hex"51", "script 1");
        assertEq(paid[2].value, 2, "value 2");
        assertEq(paid[2].script, new bytes(1000), "script 2");
        assertEq(library_.txidOf(transaction_), sha256d(transaction_), "txid");
    }

    function test_WhenOpReturnsAreOnePush() public view {
        bytes memory eighty = new bytes(80);
        bytes[] memory outs = new bytes[](5);
        outs[0] = output(0, abi.encodePacked(hex"6a0d", new bytes(13)));
        outs[1] = output(9, p2wshOf(PROGRAM));
        outs[2] = output(0, abi.encodePacked(hex"6a4b", new bytes(75)));
        outs[3] = output(0, abi.encodePacked(hex"6a4c50", eighty));
        outs[4] = output(0, hex"6a01ff");
        bytes[] memory payloads = library_.opReturns(oneInput(outs));
        assertEq(payloads.length, 4, "count");
        assertEq(payloads[0], new bytes(13), "13");
        assertEq(payloads[1], new bytes(75), "75");
        assertEq(payloads[2], eighty, "80");
        assertEq(payloads[3], hex"ff", "1");
    }

    function test_WhenOpReturnsAreAnythingElse() public view {
        bytes[10] memory scripts = [
            bytes(hex""),
            hex"6a",
            hex"6a00",
            hex"6a0102ff", // bytes after the push
            hex"6a02ff", // a push that runs out
            hex"6a4c02ff", // the same with OP_PUSHDATA1
            hex"6a4d0100ff", // OP_PUSHDATA2
            hex"6a51", // OP_1
            hex"6a01ff01ff", // two pushes
            hex"516a01ff" // not at the start
        ];
        for (uint256 i; i < scripts.length; ++i) {
            bytes[] memory outs = new bytes[](2);
            outs[0] = output(0, scripts[i]);
            outs[1] = output(1, p2wshOf(PROGRAM));
            assertEq(library_.opReturns(oneInput(outs)).length, 0, vm.toString(scripts[i]));
        }
    }

    function paymentsOf(bytes memory transaction_, bytes32 program)
        private
        returns (uint256 total, Payment[] memory list)
    {
        return library_.payments(proveIn(relay, transaction_, 2, 5, 6), relay, program);
    }

    function outputsOf(bytes memory first, bytes memory second) private pure returns (bytes[] memory outs) {
        outs = new bytes[](2);
        outs[0] = output(1000, first);
        outs[1] = output(2000, second);
    }

    function oneInput(bytes[] memory outs) private pure returns (bytes memory) {
        bytes[] memory ins = new bytes[](1);
        ins[0] = input(keccak256("coin"), 1, "");
        return transaction(ins, outs);
    }
}
