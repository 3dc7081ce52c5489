// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinScript } from "../../../src/libraries/BitcoinScript.sol";
import { BaseTest } from "../../utils/BaseTest.sol";

contract BitcoinScriptHarness {
    function depositWitnessScript(bytes20 tag, bytes memory key, uint256 height, bytes20 hash)
        external
        pure
        returns (bytes memory)
    {
        return BitcoinScript.depositWitnessScript(tag, key, height, hash);
    }

    function scriptNumber(uint256 value) external pure returns (bytes memory) {
        return BitcoinScript.scriptNumber(value);
    }
}

contract BitcoinScriptTest is BaseTest {
    bytes internal constant KEY = hex"0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
    bytes20 internal constant HASH = hex"751e76e8199196d454941c45d1b3a323f1433bd6";

    BitcoinScriptHarness internal harness = new BitcoinScriptHarness();

    function test_WhenASharedVectorIsBuilt() public view {
        string memory json = readVector("deposit-script.json");
        uint256 count;
        for (; vm.keyExistsJson(json, at(count, "")); ++count) {
            uint256 height = vm.parseJsonUint(json, at(count, ".refundHeight"));
            bytes20 tag = BitcoinScript.tag(
                vm.parseJsonUint(json, at(count, ".chainId")),
                vm.parseJsonAddress(json, at(count, ".manager")),
                vm.parseJsonUint(json, at(count, ".reqId")),
                uint8(vm.parseJsonUint(json, at(count, ".share")))
            );
            bytes memory script = BitcoinScript.depositWitnessScript(
                tag,
                vm.parseJsonBytes(json, at(count, ".stakerPubKey")),
                height,
                bytes20(vm.parseJsonBytes(json, at(count, ".refundPubKeyHash")))
            );
            assertEq(abi.encodePacked(tag), vm.parseJsonBytes(json, at(count, ".tag")), "tag");
            assertEq(script, vm.parseJsonBytes(json, at(count, ".witnessScript")), "witness script");
            assertEq(
                BitcoinScript.p2wsh(BitcoinScript.witnessProgram(script)),
                vm.parseJsonBytes(json, at(count, ".scriptPubKey")),
                "script"
            );
            if (height >= 0x8000 && height < 0x800000) assertEq(script.length, 91, "length");
        }
        assertGt(count, 20, "cases");
    }

    function testFuzz_WhenOnePartDiffers(uint256 chainId, address bridge, uint256 reqId, uint8 share) public pure {
        bytes32 tag = BitcoinScript.tag(chainId, bridge, reqId, share);
        unchecked {
            assertNotEq(tag, BitcoinScript.tag(chainId + 1, bridge, reqId, share), "chain");
            assertNotEq(tag, BitcoinScript.tag(chainId, address(uint160(bridge) + 1), reqId, share), "contract");
            assertNotEq(tag, BitcoinScript.tag(chainId, bridge, reqId + 1, share), "request");
            assertNotEq(tag, BitcoinScript.tag(chainId, bridge, reqId, share + 1), "share");
        }
    }

    function test_RevertWhen_TheKeyIsNotCompressed() public {
        bytes[5] memory keys = [
            bytes(""),
            hex"0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f817", // 32 bytes
            hex"0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f8179800", // 34 bytes
            hex"0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
            hex"0079be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
        ];
        for (uint256 i; i < keys.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(BitcoinScript.BitcoinScript_PubKey.selector, keys[i].length));
            harness.depositWitnessScript(HASH, keys[i], 900_000, HASH);
        }
    }

    function test_RevertWhen_TheHeightIsTooLarge() public {
        uint256[2] memory heights = [uint256(1 << 39), type(uint256).max];
        for (uint256 i; i < 2; ++i) {
            vm.expectRevert(abi.encodeWithSelector(BitcoinScript.BitcoinScript_Height.selector, heights[i]));
            harness.depositWitnessScript(HASH, KEY, heights[i], HASH);
        }
    }

    /// Reads the push back as Bitcoin does and asks for the shortest form (BIP-62 rule 4).
    function testFuzz_ScriptNumber(uint256 value) public view {
        value = bound(value, 0, (1 << 39) - 1);
        readBack(value);
        readBack(value % 70_000);
        readBack(value % 300);
    }

    function test_ScriptNumberBoundaries() public view {
        for (uint256 bits; bits < 39; ++bits) {
            readBack((1 << bits) - 1);
            readBack(1 << bits);
            readBack((1 << bits) + 1);
        }
    }

    function test_CompressKey() public pure {
        uint256 x = 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798;
        uint256 y = 0x483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8;
        uint256 p = 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f;
        assertEq(BitcoinScript.compressKey(x, y), KEY, "even");
        assertEq(BitcoinScript.compressKey(x, p - y), abi.encodePacked(bytes1(0x03), x), "odd");
    }

    function test_StandardPayouts() public pure {
        bytes[5] memory scripts = [
            abi.encodePacked(hex"76a914", HASH, hex"88ac"),
            abi.encodePacked(hex"a914", HASH, hex"87"),
            abi.encodePacked(hex"0014", HASH),
            abi.encodePacked(hex"0020", keccak256("program")),
            abi.encodePacked(hex"5120", keccak256("key"))
        ];
        uint256[5] memory forms = [uint256(5), 3, 2, 2, 2]; // bytes that are not hash
        for (uint256 i; i < 5; ++i) {
            bytes memory script = scripts[i];
            assertTrue(BitcoinScript.isStandardPayout(script), "standard");
            assertFalse(BitcoinScript.isStandardPayout(bytes.concat(script, hex"00")), "one byte more");
            uint256 refused;
            for (uint256 at_; at_ < script.length; ++at_) {
                bytes memory other = bytes.concat(script);
                other[at_] ^= 0x02;
                if (!BitcoinScript.isStandardPayout(other)) ++refused;
            }
            assertEq(refused, forms[i], "every byte of the form counts, none of the hash");
        }
    }

    function testFuzz_OtherScriptsAreNotStandard(bytes memory script) public pure {
        if (script.length != 0) script[0] = 0x6a;
        assertFalse(BitcoinScript.isStandardPayout(script), "OP_RETURN or nothing");
    }

    function readBack(uint256 value) private view {
        bytes memory push = harness.scriptNumber(value);
        if (value <= 16) {
            assertEq(push.length, 1, "an opcode");
            assertEq(uint8(push[0]), value == 0 ? 0 : 0x50 + value, "OP_N");
            return;
        }
        uint256 length = uint8(push[0]);
        assertEq(push.length, length + 1, "push");
        assertLe(length, 5, "at most five bytes (BIP-65)");
        uint256 read;
        for (uint256 i; i < length; ++i) {
            read |= uint256(uint8(push[i + 1])) << 8 * i;
        }
        assertEq(read, value, "value");
        assertEq(uint8(push[length]) & 0x80, 0, "sign");
        // Shortest: without its last byte it would lose a digit or turn negative.
        if (push[length] == 0) assertGe(uint8(push[length - 1]), 0x80, "shortest");
    }

    function at(uint256 i, string memory key) private pure returns (string memory) {
        return string.concat(".cases[", vm.toString(i), "]", key);
    }
}
