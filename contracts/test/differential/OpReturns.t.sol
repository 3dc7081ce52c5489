// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinProofsHarness } from "../utils/BitcoinProofsHarness.sol";
import { BitcoinTest } from "../utils/BitcoinTest.sol";

/// @notice X22: scripts that mean to be misread. The same vectors are read by `lib/bitcoin/op-return-data.test.ts`, and
/// random ones by both in `lib/bitcoin/op-return-data.stack.test.ts`.
contract OpReturnsTest is BitcoinTest {
    BitcoinProofsHarness internal library_;

    function setUp() public {
        library_ = new BitcoinProofsHarness();
    }

    function test_X22_HostileScripts() external view {
        string memory json = readVector("op-returns.json");
        uint256 count;
        for (
            string memory at;
            vm.keyExistsJson(json, at = string.concat(".scripts[", vm.toString(count), "]"));
            ++count
        ) {
            string memory name = vm.parseJsonString(json, string.concat(at, ".name"));
            bytes memory head = vm.parseJsonBytes(json, string.concat(at, ".head"));
            bytes memory script = bytes.concat(head, fill(vm.parseJsonUint(json, string.concat(at, ".fill"))));
            int256 skip = vm.parseJsonInt(json, string.concat(at, ".skip"));
            bytes[] memory payloads = payloadsOf(script);
            assertEq(payloads.length, skip < 0 ? 0 : 1, name);
            if (skip < 0) continue;
            assertEq(payloads[0], slice(script, uint256(skip), script.length - uint256(skip)), name);
            string memory key = string.concat(at, ".marking");
            bool marks = vm.keyExistsJson(json, key);
            assertEq(payloads[0].length == 13, marks, name);
            if (marks) assertEq(payloads[0], markingAt(json, key), name);
        }
        assertGe(count, 60, "cases");
    }

    function test_X22_HostileTransactions() external view {
        string memory json = readVector("op-returns.json");
        uint256 count;
        for (
            string memory at;
            vm.keyExistsJson(json, at = string.concat(".transactions[", vm.toString(count), "]"));
            ++count
        ) {
            string memory name = vm.parseJsonString(json, string.concat(at, ".name"));
            bytes[] memory scripts = vm.parseJsonBytesArray(json, string.concat(at, ".scripts"));
            bytes[] memory expected = vm.parseJsonBytesArray(json, string.concat(at, ".payloads"));
            bytes[] memory payloads = library_.opReturns(carrying(scripts));
            assertEq(payloads.length, expected.length, name);
            for (uint256 i; i < expected.length; ++i) {
                assertEq(payloads[i], expected[i], name);
            }
        }
        assertGe(count, 6, "cases");
    }

    /// One script among others, whatever it is: read or passed over, never a revert, and the next one is read all the same.
    function testFuzz_X22_NoScriptStopsTheReading(bytes calldata script, uint8 form, bytes13 marking) external view {
        bytes[5] memory heads = [bytes(""), hex"6a", hex"6a4c", hex"6a4d", hex"6a0d"];
        bytes[] memory scripts = new bytes[](3);
        scripts[0] = bytes.concat(heads[form % 5], script);
        scripts[1] = abi.encodePacked(hex"6a0d", marking);
        scripts[2] = abi.encodePacked(hex"6a4c0d", marking);
        bytes[] memory payloads = library_.opReturns(carrying(scripts));
        uint256 found = payloads.length;
        assertTrue(found == 2 || found == 3, "the others are read");
        assertEq(payloads[found - 2], abi.encodePacked(marking), "direct");
        assertEq(payloads[found - 1], abi.encodePacked(marking), "OP_PUSHDATA1");
        if (found == 2) return;
        uint256 skip = scripts[0].length - payloads[0].length;
        assertTrue(scripts[0][0] == 0x6a && (skip == 2 || skip == 3), "OP_RETURN and a push");
        assertEq(uint8(scripts[0][skip - 1]), payloads[0].length, "all that is left is the push");
        assertEq(payloads[0], slice(scripts[0], skip, payloads[0].length), "the data as it is");
    }

    function payloadsOf(bytes memory script) private view returns (bytes[] memory) {
        bytes[] memory scripts = new bytes[](1);
        scripts[0] = script;
        return library_.opReturns(carrying(scripts));
    }

    function carrying(bytes[] memory scripts) private pure returns (bytes memory) {
        bytes[] memory ins = new bytes[](1);
        ins[0] = input(keccak256("coin"), 0, hex"0102030405"); // never 64 bytes in all
        bytes[] memory outs = new bytes[](scripts.length);
        for (uint256 i; i < scripts.length; ++i) {
            outs[i] = output(0, scripts[i]);
        }
        return transaction(ins, outs);
    }

    function markingAt(string memory json, string memory key) private pure returns (bytes memory) {
        return abi.encodePacked(
            bytes4(vm.parseJsonBytes(json, string.concat(key, ".tag"))),
            uint64(vm.parseJsonUint(json, string.concat(key, ".reqId"))),
            uint8(vm.parseJsonUint(json, string.concat(key, ".share")))
        );
    }

    function fill(uint256 count) private pure returns (bytes memory out) {
        out = new bytes(count);
        for (uint256 i; i < count; ++i) {
            out[i] = 0x61;
        }
    }
}
