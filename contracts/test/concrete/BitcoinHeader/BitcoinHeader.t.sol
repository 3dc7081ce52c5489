// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinHeader } from "../../../src/libraries/BitcoinHeader.sol";
import { BaseTest } from "../../utils/BaseTest.sol";

contract BitcoinHeaderHarness {
    function targetOf(uint32 bits) external pure returns (uint256) {
        return BitcoinHeader.targetOf(bits);
    }
}

contract BitcoinHeaderTest is BaseTest {
    BitcoinHeaderHarness internal harness = new BitcoinHeaderHarness();

    function test_RevertWhen_BitsStandForNoTarget() public {
        uint32[8] memory bad =
            [uint32(0), 0x01000000, 0x02000000, 0x1d000000, 0x1d800001, 0x04923456, 0x21010000, 0xff7fffff];
        for (uint256 i; i < bad.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(BitcoinHeader.BitcoinHeader_BadBits.selector, bad[i]));
            harness.targetOf(bad[i]);
        }
    }

    /// Values of Bitcoin Core's arith_uint256 tests and chain parameters.
    function test_TargetsOfKnownBits() public view {
        assertEq(harness.targetOf(0x1d00ffff), 0xffff << 208, "main's limit");
        assertEq(harness.targetOf(0x207fffff), 0x7fffff << 232, "regtest's limit");
        assertEq(harness.targetOf(0x1e0377ae), 0x0377ae << 216, "signet's limit");
        assertEq(harness.targetOf(0x01123456), 0x12, "one byte");
        assertEq(harness.targetOf(0x02123456), 0x1234, "two bytes");
        assertEq(harness.targetOf(0x03123456), 0x123456, "three bytes");
        assertEq(harness.targetOf(0x04123456), 0x12345600, "four bytes");
        assertEq(harness.targetOf(0x20123456), 0x123456 << 232, "all bytes");
    }

    function testFuzz_BitsKeepTheLeadingDigits(uint256 target) public pure {
        target = bound(target, 1, type(uint256).max >> 1);
        uint32 bits = BitcoinHeader.bitsOf(target);
        assertEq(bits & 0x800000, 0, "sign");
        uint256 kept = BitcoinHeader.targetOf(bits);
        assertLe(kept, target, "rounds down");
        assertLt(target - kept, target / 0x8000 + 1, "keeps at least fifteen bits");
        assertEq(BitcoinHeader.bitsOf(kept), bits, "stable");
    }

    function test_Work() public pure {
        assertEq(BitcoinHeader.workOf(0xffff << 208), 0x100010001, "difficulty 1 (Bitcoin Core's chainwork of genesis)");
        assertEq(BitcoinHeader.workOf(0x7fffff << 232), 2, "regtest, where difficulty would round to 0");
        assertEq(BitcoinHeader.workOf(1), 1 << 255, "hardest");
        assertEq(BitcoinHeader.workOf((1 << 255) - 1), 2, "half");
    }

    function testFuzz_WorkOfBits(uint32 digits, uint8 size) public pure {
        uint32 bits = uint32(bound(size, 3, 0x20)) << 24 | uint32(bound(digits, 1, 0x7fffff));
        uint256 target = BitcoinHeader.targetOf(bits);
        uint256 work = BitcoinHeader.workOfBits(bits);
        assertEq(work, BitcoinHeader.workOf(target), "work");
        // 2^256 / (target + 1), long division without 2^256: work · (target + 1) ≤ 2^256 < (work + 1) · (target + 1).
        assertLe(work - 1, (type(uint256).max - target) / (target + 1), "not above");
        assertGe(work - 1, (type(uint256).max - target) / (target + 1), "not below");
    }

    function test_RetargetBounds() public pure {
        uint32 bits = 0x170984cc;
        uint256 target = BitcoinHeader.targetOf(bits);
        uint256 limit = 0xffff << 208;
        assertEq(BitcoinHeader.retarget(bits, 1000, 1000, limit), BitcoinHeader.bitsOf(target / 4), "no time at all");
        assertEq(BitcoinHeader.retarget(bits, 1000, 0, limit), BitcoinHeader.bitsOf(target / 4), "backwards");
        assertEq(BitcoinHeader.retarget(bits, 0, 14 days, limit), bits, "on time");
        assertEq(BitcoinHeader.retarget(bits, 0, 400 days, limit), BitcoinHeader.bitsOf(target * 4), "very late");
        // Digits so long that one second more would show.
        assertEq(BitcoinHeader.retarget(0x171fffff, 0, 56 days + 1, limit), 0x177ffffc, "a second too late");
        assertEq(BitcoinHeader.retarget(0x171fffff, 0, 56 days - 1, limit), 0x177ffffa, "a second before");
        assertEq(BitcoinHeader.retarget(0x1d00ffff, 0, 15 days, limit), 0x1d00ffff, "the limit stays");
        assertEq(BitcoinHeader.retarget(0x1d00ffff, 0, 7 days, limit), 0x1c7fff80, "and can be left");
    }

    function testFuzz_ToNumberReverses(bytes32 hash) public pure {
        uint256 number = BitcoinHeader.toNumber(hash);
        for (uint256 i; i < 32; ++i) {
            assertEq(uint8(hash[i]), uint8(number >> 8 * i), "byte");
        }
    }
}
