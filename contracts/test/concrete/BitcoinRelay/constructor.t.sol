// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../../src/BitcoinRelay.sol";
import { IBitcoinRelay } from "../../../src/interfaces/IBitcoinRelay.sol";
import { BitcoinHeader } from "../../../src/libraries/BitcoinHeader.sol";
import { BitcoinTest } from "../../utils/BitcoinTest.sol";

contract BitcoinRelay_constructor_Test is BitcoinTest {
    bytes internal header;

    function setUp() public {
        header = checkpointHeader();
    }

    function test_RevertWhen_TheHeaderIsNot80Bytes() public {
        vm.expectRevert(BitcoinRelay.BitcoinRelay_BadCheckpoint.selector);
        regtestRelay(slice(header, 0, 79), CHECKPOINT, GENESIS_TIME);
        vm.expectRevert(BitcoinRelay.BitcoinRelay_BadCheckpoint.selector);
        regtestRelay(bytes.concat(header, hex"00"), CHECKPOINT, GENESIS_TIME);
        vm.expectRevert(BitcoinRelay.BitcoinRelay_BadCheckpoint.selector);
        regtestRelay("", CHECKPOINT, GENESIS_TIME);
    }

    function test_RevertWhen_TheHeaderHasNoWork() public {
        bytes memory bad = mineBadly(keccak256("before"), keccak256("root"), GENESIS_TIME);
        vm.expectRevert(BitcoinRelay.BitcoinRelay_BadCheckpoint.selector);
        regtestRelay(bad, CHECKPOINT, GENESIS_TIME);
    }

    function test_RevertWhen_TheBitsAreEasierThanThePowLimit() public {
        vm.expectRevert(BitcoinRelay.BitcoinRelay_BadCheckpoint.selector);
        new BitcoinRelay(header, CHECKPOINT, GENESIS_TIME, MAINNET_POW_LIMIT, false, "main", 1);
    }

    function test_RevertWhen_TheEpochStartIsAnotherTime() public {
        vm.expectRevert(BitcoinRelay.BitcoinRelay_BadCheckpoint.selector);
        regtestRelay(header, 2016, GENESIS_TIME - 1);
        assertEq(regtestRelay(header, 2016, GENESIS_TIME).checkpointHeight(), 2016, "its own time is accepted");
    }

    function test_RevertWhen_ThePowLimitStandsForNoTarget() public {
        uint32[4] memory limits = [uint32(0), 0x1d80ffff, 0x2300ffff, 0x1d000000];
        for (uint256 i; i < limits.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(BitcoinHeader.BitcoinHeader_BadBits.selector, limits[i]));
            new BitcoinRelay(header, CHECKPOINT, GENESIS_TIME, limits[i], true, "regtest", 1);
        }
    }

    function test_RevertWhen_ARetargetCouldOverflow() public {
        vm.expectRevert(abi.encodeWithSelector(BitcoinRelay.BitcoinRelay_BadPowLimit.selector, REGTEST_BITS));
        new BitcoinRelay(header, CHECKPOINT, GENESIS_TIME, REGTEST_BITS, false, "regtest", 1);
    }

    function test_RevertWhen_TheLeastWorkIsZero() public {
        vm.expectRevert(BitcoinRelay.BitcoinRelay_MinBlockWorkZero.selector);
        new BitcoinRelay(header, CHECKPOINT, GENESIS_TIME, REGTEST_BITS, true, "regtest", 0);
    }

    function test_WhenAllIsWell() public {
        vm.expectEmit();
        emit IBitcoinRelay.TipChanged(CHECKPOINT, CHECKPOINT, sha256d(header));
        BitcoinRelay relay = regtestRelay(header, CHECKPOINT, GENESIS_TIME - 3600);

        (uint256 height, uint256 time) = relay.tip();
        assertEq(height, CHECKPOINT, "height");
        assertEq(time, GENESIS_TIME, "time");
        assertEq(relay.hashAt(CHECKPOINT), sha256d(header), "hash");
        assertEq(relay.confirmations(CHECKPOINT), 1, "confirmations");
        assertEq(relay.chainworkSince(CHECKPOINT), REGTEST_WORK, "work");
        assertEq(relay.checkpointHeight(), CHECKPOINT, "checkpoint");
        assertEq(relay.minBlockWork(), REGTEST_WORK, "least work");
        assertTrue(relay.noRetarget(), "no retarget");
        assertEq(relay.chainName(), "regtest", "name");
    }
}
