// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../../src/BitcoinRelay.sol";
import { BitcoinHeader } from "../../../src/libraries/BitcoinHeader.sol";
import { BitcoinTest } from "../../utils/BitcoinTest.sol";
import { MainnetHeaders } from "../../utils/MainnetHeaders.sol";

contract BitcoinRelay_views_Test is BitcoinTest, MainnetHeaders {
    BitcoinRelay internal main;

    function setUp() public {
        main = mainnetRelay(HEIGHT, 22);
    }

    function test_WhenTheHeightIsOutOfRange() public view {
        uint256[6] memory heights = [uint256(0), 1, HEIGHT - 1, LAST + 1, LAST + 2016, type(uint256).max];
        for (uint256 i; i < heights.length; ++i) {
            assertEq(main.hashAt(heights[i]), 0, "hash");
            assertEq(main.confirmations(heights[i]), 0, "confirmations");
            assertEq(main.chainworkSince(heights[i]), 0, "work");
            (bytes32 hash, uint256 work,,) = main.headerState(heights[i]);
            assertEq(hash, 0, "state: hash");
            assertEq(work, 0, "state: work");
        }
    }

    function test_WhenTheHeightIsTheTips() public {
        (uint256 height, uint256 time) = main.tip();
        assertEq(height, LAST, "height");
        assertEq(time, timeOf(mainnetHeader(LAST)), "time");
        assertEq(main.confirmations(LAST), 1, "confirmations");
        assertEq(main.chainworkSince(LAST), BitcoinHeader.workOf(BitcoinHeader.targetOf(NEW_BITS)), "work");
    }

    function test_WhenTheHeightIsAnyInBetween() public {
        uint256 expected;
        for (uint256 height = LAST; height >= HEIGHT; --height) {
            expected += BitcoinHeader.workOf(BitcoinHeader.targetOf(height < RETARGET ? OLD_BITS : NEW_BITS));
            (bytes32 hash, uint256 work, uint256 tipHeight, uint256 tipTime) = main.headerState(height);
            assertEq(work, expected, "state: work");
            assertEq(main.chainworkSince(height), expected, "work");
            assertEq(hash, sha256d(mainnetHeader(height)), "state: hash");
            assertEq(main.hashAt(height), hash, "hash");
            assertEq(main.confirmations(height), LAST - height + 1, "confirmations");
            assertEq(tipHeight, LAST, "tip height");
            assertEq(tipTime, timeOf(mainnetHeader(LAST)), "tip time");
        }
    }

    /// Epochs are recorded where difficulty stays the same too, so that heights of three epochs add up.
    function test_WhenThreeEpochsAreKnown() public {
        vm.warp(GENESIS_TIME + 60 days);
        BitcoinRelay relay = regtestRelay(checkpointHeader(), 2010, GENESIS_TIME - 3600);
        bytes32 previous = relay.hashAt(2010);
        uint256 time = GENESIS_TIME;
        for (uint256 i; i < 21; ++i) {
            bytes memory headers = mineChain(previous, time + 600, 100, i);
            relay.submitHeaders(headers);
            previous = lastHash(headers);
            time += 60_000;
        }
        (uint256 height,) = relay.tip();
        assertEq(height, 4110, "height");
        uint256[7] memory heights = [uint256(2010), 2015, 2016, 2017, 4031, 4032, 4110];
        for (uint256 i; i < heights.length; ++i) {
            assertEq(relay.chainworkSince(heights[i]), (4111 - heights[i]) * REGTEST_WORK, "work");
        }
    }
}
