// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BitcoinRelay } from "../../../src/BitcoinRelay.sol";
import { IBitcoinRelay } from "../../../src/interfaces/IBitcoinRelay.sol";
import { BitcoinHeader } from "../../../src/libraries/BitcoinHeader.sol";
import { BitcoinTest } from "../../utils/BitcoinTest.sol";
import { MainnetHeaders } from "../../utils/MainnetHeaders.sol";

contract BitcoinRelay_submitBranch_Test is BitcoinTest, MainnetHeaders {
    uint256 internal constant TIP = CHECKPOINT + 20;

    BitcoinRelay internal relay;
    /// the checkpoint and the 20 headers above it
    bytes internal chain;

    function setUp() public {
        relay = regtestRelay();
        chain = checkpointHeader();
        bytes memory headers = mineChain(relay.hashAt(CHECKPOINT), GENESIS_TIME + 600, 20, 0);
        relay.submitHeaders(headers);
        chain = bytes.concat(chain, headers);
    }

    function test_RevertWhen_TheForkIsOutOfRange() public {
        uint256[3] memory forks = [CHECKPOINT - 1, TIP + 1, type(uint256).max];
        for (uint256 i; i < forks.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_BadForkHeight.selector, forks[i], CHECKPOINT, TIP)
            );
            relay.submitBranch(forks[i], chain);
        }
    }

    function test_RevertWhen_NoHeaderStandsAfterTheContext() public {
        bytes memory only = context(TIP - 2);
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_HeaderLength.selector, only.length));
        relay.submitBranch(TIP - 2, only);
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_HeaderLength.selector, 0));
        relay.submitBranch(TIP - 2, "");
    }

    function test_RevertWhen_TheLengthIsNoMultipleOf80() public {
        bytes memory headers = bytes.concat(context(TIP - 2), branch(TIP - 2, 3, 1), hex"00");
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_HeaderLength.selector, headers.length));
        relay.submitBranch(TIP - 2, headers);
    }

    function test_RevertWhen_AContextHeaderIsNotTheKnownOne() public {
        uint256 fork = TIP - 2;
        bytes memory headers = bytes.concat(context(fork), branch(fork, 3, 1));
        for (uint256 i; i < 11; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_BadContext.selector, fork - 10 + i));
            relay.submitBranch(fork, flipBit(headers, 80 * 8 * i + 70 * 8));
        }
    }

    function test_RevertWhen_TheBranchIsNotHeavier() public {
        for (uint256 length = 1; length < 3; ++length) {
            bytes memory headers = bytes.concat(context(TIP - 2), branch(TIP - 2, length, 1));
            vm.expectRevert(
                abi.encodeWithSelector(
                    IBitcoinRelay.BitcoinRelay_NotHeavier.selector, length * REGTEST_WORK, 2 * REGTEST_WORK
                )
            );
            relay.submitBranch(TIP - 2, headers);
        }
    }

    function test_RevertWhen_ABranchHeaderBreaksARule_ItKeepsTheOldChain() public {
        uint256 fork = TIP - 2;
        bytes memory good = branch(fork, 3, 1);
        bytes memory lazy = mineBadly(lastHash(good), bytes32(0), GENESIS_TIME + 20_000);
        bytes32 before = relay.hashAt(TIP);
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_BadWork.selector, fork + 4));
        relay.submitBranch(fork, bytes.concat(context(fork), good, lazy));
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_BrokenLink.selector, fork + 1));
        relay.submitBranch(fork, bytes.concat(context(fork), slice(good, 80, 160)));
        assertEq(relay.hashAt(TIP), before, "old tip");
        (uint256 height,) = relay.tip();
        assertEq(height, TIP, "height");
    }

    function test_WhenTheForkIsAtTheTip() public {
        relay.submitBranch(TIP, bytes.concat(context(TIP), branch(TIP, 1, 1)));
        (uint256 height,) = relay.tip();
        assertEq(height, TIP + 1, "height");
    }

    function test_WhenFewerThanElevenBlocksAreKnown() public {
        for (uint256 fork = CHECKPOINT; fork < CHECKPOINT + 11; ++fork) {
            uint256 id = vm.snapshotState();
            assertEq(context(fork).length / 80, fork - CHECKPOINT + 1 < 11 ? fork - CHECKPOINT + 1 : 11, "context");
            relay.submitBranch(fork, bytes.concat(context(fork), branch(fork, TIP - fork + 1, 9)));
            (uint256 height,) = relay.tip();
            assertEq(height, TIP + 1, "height");
            vm.revertToState(id);
        }
    }

    function test_X11_WhenTheBranchIsLonger() public {
        for (uint256 depth = 1; depth <= 8; ++depth) {
            uint256 id = vm.snapshotState();
            uint256 fork = TIP - depth;
            bytes memory headers = branch(fork, depth + 1, 1);
            bytes32 kept = relay.hashAt(fork);
            vm.expectEmit(address(relay));
            emit IBitcoinRelay.TipChanged(fork, TIP + 1, lastHash(headers));
            relay.submitBranch(fork, bytes.concat(context(fork), headers));

            (uint256 height, uint256 time) = relay.tip();
            assertEq(height, TIP + 1, "height");
            assertEq(time, timeAt(fork) + 1 + 600 * (depth + 1), "time");
            assertEq(relay.hashAt(fork), kept, "fork is kept");
            for (uint256 i; i <= depth; ++i) {
                assertEq(relay.hashAt(fork + 1 + i), sha256d(slice(headers, 80 * i, 80)), "replaced");
            }
            assertEq(relay.chainworkSince(CHECKPOINT), 22 * REGTEST_WORK, "work");
            vm.revertToState(id);
        }
    }

    function test_WhenTheMedianBelowTheForkBinds() public {
        uint256 fork = TIP - 1;
        uint256 median = timeAt(fork) - 5 * 600;
        bytes memory late = mine(relay.hashAt(fork), bytes32(0), median);
        vm.expectRevert(
            abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_TimeTooOld.selector, fork + 1, median, median)
        );
        relay.submitBranch(fork, bytes.concat(context(fork), late));

        bytes memory first = mine(relay.hashAt(fork), bytes32(0), median + 1);
        bytes memory second = mine(sha256d(first), bytes32(0), timeAt(fork));
        relay.submitBranch(fork, bytes.concat(context(fork), first, second));
        // The branch's times stand in the tip now: with them the median is the time four blocks below the fork.
        median = timeAt(fork) - 4 * 600;
        bytes memory third = mine(sha256d(second), bytes32(0), median);
        vm.expectRevert(
            abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_TimeTooOld.selector, fork + 3, median, median)
        );
        relay.submitHeaders(third);
        relay.submitHeaders(mine(sha256d(second), bytes32(0), median + 1));
    }

    function test_WhenTheBranchIsShorterAndHeavier() public {
        string memory json = readVector("synthetic-retarget.json");
        BitcoinRelay signet = syntheticRelay(json);
        bytes memory checkpoint = vm.parseJsonBytes(json, ".checkpoint");
        bytes[] memory slow = vm.parseJsonBytesArray(json, ".slow");
        bytes[] memory fast = vm.parseJsonBytesArray(json, ".fast");
        uint256 easy = BitcoinHeader.workOf(BitcoinHeader.targetOf(uint32(vm.parseJsonUint(json, ".powLimitBits"))));
        uint256 hard = BitcoinHeader.workOf(BitcoinHeader.targetOf(uint32(vm.parseJsonUint(json, ".fastBits"))));

        for (uint256 i; i < 4; ++i) {
            signet.submitHeaders(slow[i]);
        }
        assertEq(signet.chainworkSince(2015), 4 * easy, "slow chain's work");
        assertGt(hard + easy, 4 * easy, "two blocks outweigh four");

        signet.submitBranch(2014, bytes.concat(checkpoint, fast[0], fast[1]));
        (uint256 height,) = signet.tip();
        assertEq(height, 2016, "height");
        assertEq(signet.hashAt(2016), sha256d(fast[1]), "new tip");
        assertEq(signet.chainworkSince(2015), easy + hard, "work over the retarget");
        assertEq(signet.chainworkSince(2014), 2 * easy + hard, "work from the checkpoint");
        assertEq(signet.chainworkSince(2016), hard, "work of the tip");
        for (uint256 above = 2017; above < 2020; ++above) {
            assertEq(signet.hashAt(above), 0, "hash above the tip");
            assertEq(signet.confirmations(above), 0, "confirmations above the tip");
            assertEq(signet.chainworkSince(above), 0, "work above the tip");
            (bytes32 hash, uint256 work, uint256 tipHeight,) = signet.headerState(above);
            assertEq(hash, 0, "state: hash");
            assertEq(work, 0, "state: work");
            assertEq(tipHeight, 2016, "state: tip");
        }

        // The lighter chain cannot come back with the same blocks.
        bytes memory back = bytes.concat(checkpoint, slow[0], slow[1], slow[2], slow[3]);
        vm.expectRevert(abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_NotHeavier.selector, 4 * easy, easy + hard));
        signet.submitBranch(2014, back);

        signet.submitHeaders(fast[2]);
        assertEq(signet.hashAt(2017), sha256d(fast[2]), "what was hidden is overwritten");
        assertEq(signet.hashAt(2018), 0, "and the rest stays hidden");
        assertEq(signet.chainworkSince(2016), 2 * hard, "work grows by the new difficulty");
    }

    function test_WhenTheBranchCrossesARetarget() public {
        // Known up to 741,890, then real headers from 741,885 on as a longer branch.
        BitcoinRelay main = mainnetRelay(HEIGHT, 13);
        uint256 fork = HEIGHT + 7;
        bytes memory headers = mainnetHeaders(HEIGHT, 22);
        main.submitBranch(fork, headers);
        (uint256 height,) = main.tip();
        assertEq(height, LAST, "height");
        uint256 oldWork = BitcoinHeader.workOf(BitcoinHeader.targetOf(OLD_BITS));
        uint256 newWork = BitcoinHeader.workOf(BitcoinHeader.targetOf(NEW_BITS));
        assertEq(main.chainworkSince(HEIGHT), 10 * oldWork + 12 * newWork, "work");
        assertEq(main.chainworkSince(RETARGET - 1), oldWork + 12 * newWork, "work from the last old block");
        assertEq(main.chainworkSince(RETARGET), 12 * newWork, "work of the new epoch");
        // Two real epochs and a context of eleven, in a chain that is one block longer.
        main = mainnetRelay(HEIGHT, 21);
        main.submitBranch(RETARGET + 5, mainnetHeaders(RETARGET - 5, 17));
        (height,) = main.tip();
        assertEq(height, LAST, "height after a fork in the new epoch");
    }

    function test_WhenTwoBranchesWinInTurn() public {
        uint256 fork = TIP - 3;
        relay.submitBranch(fork, bytes.concat(context(fork), branch(fork, 4, 1)));
        bytes memory third = branch(fork, 6, 2);
        relay.submitBranch(fork, bytes.concat(context(fork), third));
        assertEq(relay.hashAt(TIP + 3), lastHash(third), "tip");
        bytes memory equal = bytes.concat(context(fork), branch(fork, 6, 3));
        vm.expectRevert(
            abi.encodeWithSelector(IBitcoinRelay.BitcoinRelay_NotHeavier.selector, 6 * REGTEST_WORK, 6 * REGTEST_WORK)
        );
        relay.submitBranch(fork, equal);
    }

    // --- helpers ---

    function timeAt(uint256 height) private pure returns (uint256) {
        return GENESIS_TIME + 600 * (height - CHECKPOINT);
    }

    /// @return the known headers that end at `fork`, up to eleven
    function context(uint256 fork) private view returns (bytes memory) {
        uint256 count = fork - CHECKPOINT + 1;
        if (count > 11) count = 11;
        return slice(chain, 80 * (fork - CHECKPOINT + 1 - count), 80 * count);
    }

    function branch(uint256 fork, uint256 count, uint256 salt) private view returns (bytes memory) {
        return mineChain(relay.hashAt(fork), timeAt(fork) + 601, count, salt);
    }
}
