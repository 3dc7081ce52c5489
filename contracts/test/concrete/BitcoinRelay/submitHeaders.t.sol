// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../../src/BitcoinRelay.sol";
import { IBitcoinRelay } from "../../../src/interfaces/IBitcoinRelay.sol";
import { BitcoinHeader } from "../../../src/libraries/BitcoinHeader.sol";
import { BitcoinTest } from "../../utils/BitcoinTest.sol";
import { MainnetHeaders } from "../../utils/MainnetHeaders.sol";

contract BitcoinRelay_submitHeaders_Test is BitcoinTest, MainnetHeaders {
    BitcoinRelay internal relay;
    bytes32 internal start;

    function setUp() public {
        relay = regtestRelay();
        start = relay.hashAt(CHECKPOINT);
    }

    function test_RevertWhen_TheHeadersAreEmpty() public {
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_HeaderLength.selector, 0));
        relay.submitHeaders("");
    }

    function test_RevertWhen_TheLengthIsNoMultipleOf80() public {
        bytes memory headers = mineChain(start, GENESIS_TIME + 600, 2, 0);
        uint256[4] memory lengths = [uint256(1), 79, 81, 159];
        for (uint256 i; i < lengths.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_HeaderLength.selector, lengths[i]));
            relay.submitHeaders(slice(headers, 0, lengths[i]));
        }
    }

    function test_RevertWhen_TheLinkIsBroken() public {
        bytes memory good = mineChain(start, GENESIS_TIME + 600, 1, 0);
        bytes memory loose = mine(keccak256("elsewhere"), keccak256("root"), GENESIS_TIME + 1200);
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_BrokenLink.selector, CHECKPOINT + 1));
        relay.submitHeaders(loose);
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_BrokenLink.selector, CHECKPOINT + 2));
        relay.submitHeaders(bytes.concat(good, loose));
    }

    function test_T3_RevertWhen_TheBitsAreDifficultyOne() public {
        BitcoinRelay main = mainnetRelay(HEIGHT, 1);
        bytes memory easy = headerOf(sha256d(mainnetHeader(HEIGHT)), bytes32(0), 1_655_900_000, MAINNET_POW_LIMIT, 0);
        vm.expectRevert(badBits(HEIGHT + 1, OLD_BITS, MAINNET_POW_LIMIT));
        main.submitHeaders(easy);
    }

    function test_T3_RevertWhen_TheBitsAreOfTheEpochBefore() public {
        BitcoinRelay main = mainnetRelay(RETARGET - 1, 1);
        bytes memory stale = headerOf(sha256d(mainnetHeader(RETARGET - 1)), bytes32(0), 1_655_930_000, OLD_BITS, 0);
        vm.expectRevert(badBits(RETARGET, NEW_BITS, OLD_BITS));
        main.submitHeaders(stale);
    }

    function test_T3_RevertWhen_TheBitsChangeInsideAnEpoch() public {
        BitcoinRelay main = mainnetRelay(HEIGHT, 5);
        bytes memory early = headerOf(sha256d(mainnetHeader(HEIGHT + 4)), bytes32(0), 1_655_900_000, NEW_BITS, 0);
        vm.expectRevert(badBits(HEIGHT + 5, OLD_BITS, NEW_BITS));
        main.submitHeaders(early);
    }

    function test_RevertWhen_TheBitsChangeWhereTheyNeverDo() public {
        uint32[3] memory others = [uint32(0x207ffffe), 0x1d00ffff, 0];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(badBits(CHECKPOINT + 1, REGTEST_BITS, others[i]));
            relay.submitHeaders(headerOf(start, bytes32(0), GENESIS_TIME + 600, others[i], 0));
        }
    }

    function test_RevertWhen_TheWorkIsMissing() public {
        bytes memory good = mineChain(start, GENESIS_TIME + 600, 1, 0);
        bytes memory lazy = mineBadly(lastHash(good), keccak256("root"), GENESIS_TIME + 1200);
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_BadWork.selector, CHECKPOINT + 2));
        relay.submitHeaders(bytes.concat(good, lazy));
    }

    function test_RevertWhen_TheTimeIsNotAboveTheMedian() public {
        // Times 600 s apart: of the last eleven, ending at 12 × 600, the median is 7 × 600 s after the checkpoint.
        bytes memory headers = mineChain(start, GENESIS_TIME + 600, 12, 0);
        relay.submitHeaders(headers);
        uint256 median = GENESIS_TIME + 7 * 600;
        for (uint256 back; back < 2; ++back) {
            bytes memory late = mine(lastHash(headers), bytes32(0), median - back);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IBitcoinRelay.BitcoinRelay_TimeTooOld.selector, CHECKPOINT + 13, median, median - back
                )
            );
            relay.submitHeaders(late);
        }
        relay.submitHeaders(mine(lastHash(headers), bytes32(0), median + 1));
        (, uint256 time) = relay.tip();
        assertEq(time, median + 1, "one second above is enough");
    }

    function test_RevertWhen_TheTimeIsTooFarAhead() public {
        uint256 limit = vm.getBlockTimestamp() + 2 hours;
        bytes memory early = mine(start, bytes32(0), limit + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_TimeTooNew.selector, CHECKPOINT + 1, limit, limit + 1)
        );
        relay.submitHeaders(early);
        relay.submitHeaders(mine(start, bytes32(0), limit));
    }

    function test_WhenOneOfManyIsWrong_ItStoresNone() public {
        bytes memory good = mineChain(start, GENESIS_TIME + 600, 5, 0);
        bytes memory lazy = mineBadly(lastHash(good), bytes32(0), GENESIS_TIME + 6000);
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_BadWork.selector, CHECKPOINT + 6));
        relay.submitHeaders(bytes.concat(good, lazy));
        (uint256 height,) = relay.tip();
        assertEq(height, CHECKPOINT, "tip");
        for (uint256 i = 1; i < 7; ++i) {
            assertEq(relay.hashAt(CHECKPOINT + i), 0, "hash");
        }
    }

    /// A block may be older than the one before it, and behind a checkpoint the times that allow it are not known.
    function test_WhenFewTimesAreKnown_ItTakesWhatBitcoinMayHaveTaken() public {
        relay.submitHeaders(mine(start, bytes32(0), GENESIS_TIME - 1800));
        (uint256 height, uint256 time) = relay.tip();
        assertEq(height, CHECKPOINT + 1, "height");
        assertEq(time, GENESIS_TIME - 1800, "time");
    }

    function test_WhenRealHeadersCrossARetarget() public {
        BitcoinRelay main = mainnetRelay(HEIGHT, 1);
        main.submitHeaders(mainnetHeaders(HEIGHT + 1, 21));
        (uint256 height,) = main.tip();
        assertEq(height, HEIGHT + 21, "height");
        for (uint256 i; i < 22; ++i) {
            assertEq(main.hashAt(HEIGHT + i), sha256d(mainnetHeader(HEIGHT + i)), "hash");
        }
        // The same one by one, as a relayer at the tip does.
        main = mainnetRelay(HEIGHT, 1);
        for (uint256 i = 1; i < 22; ++i) {
            main.submitHeaders(mainnetHeader(HEIGHT + i));
        }
        (height,) = main.tip();
        assertEq(height, HEIGHT + 21, "height, one by one");
    }

    /// What the next retarget counts from shows only 2,016 blocks later, so the tip's slot is read itself.
    function test_WhenAnEpochBegins_ItsFirstTimeIsKept() public {
        BitcoinRelay main = mainnetRelay(HEIGHT, 1);
        bytes32 slot = bytes32(uint256(1));
        main.submitHeaders(mainnetHeaders(HEIGHT + 1, 9));
        assertEq(uint32(uint256(vm.load(address(main), slot)) >> 64), 1_654_686_448, "of the epoch that ends");
        main.submitHeaders(mainnetHeaders(RETARGET, 3));
        uint256 packed = uint256(vm.load(address(main), slot));
        assertEq(uint32(packed), RETARGET + 2, "height");
        assertEq(uint32(packed >> 32), NEW_BITS, "bits");
        assertEq(uint32(packed >> 64), timeOf(mainnetHeader(RETARGET)), "of the epoch that begins");
    }

    function test_WhenSevenRealEpochsEnd() public {
        string memory json = readVector("mainnet-retargets.json");
        for (uint256 i; i < 7; ++i) {
            string memory key = string.concat(".retargets[", vm.toString(i), "]");
            bytes memory first = vm.parseJsonBytes(json, string.concat(key, ".first"));
            bytes memory last = vm.parseJsonBytes(json, string.concat(key, ".last"));
            bytes memory next = vm.parseJsonBytes(json, string.concat(key, ".next"));
            uint256 height = vm.parseJsonUint(json, string.concat(key, ".firstHeight")) + 2015;
            vm.warp(timeOf(next));
            BitcoinRelay main = deployMainnet(last, height, timeOf(first));
            main.submitHeaders(next);
            assertEq(main.hashAt(height + 1), sha256d(next), "first of the next epoch");
        }
    }

    function test_WhenTheSpanIsOutOfBounds_ItDemandsClampedBits() public {
        bytes memory last = mainnetHeader(RETARGET - 1);
        bytes memory next = headerOf(sha256d(last), bytes32(0), 1_655_930_000, 1, 0);
        uint256 target = BitcoinHeader.targetOf(OLD_BITS);
        uint32 time = timeOf(last);
        // 2,015 intervals, not 2,016: the span runs from the first to the last block of the epoch that ends.
        uint256[7] memory spans = [uint256(0), 1, 302_399, 302_400, 1_209_600, 4_838_400, 4_838_401];
        uint256[7] memory parts = [uint256(302_400), 302_400, 302_400, 302_400, 1_209_600, 4_838_400, 4_838_400];
        for (uint256 i; i < spans.length; ++i) {
            BitcoinRelay main = deployMainnet(last, RETARGET - 1, uint32(time - spans[i]));
            uint32 expected = BitcoinHeader.bitsOf(target * parts[i] / 1_209_600);
            vm.expectRevert(badBits(RETARGET, expected, 1));
            main.submitHeaders(next);
        }
        // An epoch whose last block is older than its first counts as a quarter.
        BitcoinRelay back = deployMainnet(last, RETARGET - 1, time + 5000);
        vm.expectRevert(badBits(RETARGET, BitcoinHeader.bitsOf(target / 4), 1));
        back.submitHeaders(next);
    }

    function test_WhenAnEpochAtThePowLimitIsSlow_ItStaysThere() public {
        string memory json = readVector("synthetic-retarget.json");
        BitcoinRelay signet = syntheticRelay(json);
        bytes[] memory slow = vm.parseJsonBytesArray(json, ".slow");
        for (uint256 i; i < slow.length; ++i) {
            signet.submitHeaders(slow[i]);
        }
        (uint256 height,) = signet.tip();
        assertEq(height, 2018, "height");
    }

    function test_WhenAllIsWell() public {
        bytes memory headers = mineChain(start, GENESIS_TIME + 600, 3, 0);
        vm.expectEmit(address(relay));
        emit IBitcoinRelay.TipChanged(CHECKPOINT, CHECKPOINT + 3, lastHash(headers));
        vm.prank(makeAddr("anyone"));
        relay.submitHeaders(headers);
        (uint256 height, uint256 time) = relay.tip();
        assertEq(height, CHECKPOINT + 3, "height");
        assertEq(time, GENESIS_TIME + 1800, "time");
        for (uint256 i; i < 3; ++i) {
            assertEq(relay.hashAt(CHECKPOINT + 1 + i), sha256d(slice(headers, 80 * i, 80)), "hash");
        }
    }

    function badBits(uint256 height, uint32 expected, uint32 actual) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_BadBits.selector, height, expected, actual);
    }
}
