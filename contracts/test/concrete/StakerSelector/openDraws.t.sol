// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { SelectorHarness } from "../../utils/SelectorHarness.sol";

/// @notice The list of open draws: their order, their seeds, and weights that stand still meanwhile.
contract OpenDrawsTest is SelectorHarness {
    uint64 private constant Q = 10_000;

    /// forge-config: ci.fuzz.runs = 256
    function testFuzz_DrawsStayInOrder(uint256 seed) external {
        for (uint256 i; i < 6; ++i) {
            add(1e6 * Q);
        }
        uint256 next = 1;
        uint256 open = 1;
        for (uint256 step; step < 60; ++step) {
            seed = uint256(keccak256(abi.encode(seed)));
            // Ids of other kinds lie between.
            if (seed % 3 != 0) {
                selector.requestDraw(next * 7, Q);
                ++next;
            } else if (open < next) {
                assertEq(selector.nextDraw(), open * 7, "the oldest");
                vm.roll(vm.getBlockNumber() + 3);
                (bool resolved,) = selector.resolveDraw(open * 7, Q, true);
                assertTrue(resolved, "resolved");
                ++open;
            }
            assertEq(selector.held(), (next - open) * Q, "held");
            if (open < next) {
                assertGt(selector.drawBlockOf(open * 7), 0, "oldest found");
                assertGt(selector.drawBlockOf((next - 1) * 7), 0, "newest found");
            } else {
                assertEq(selector.nextDraw(), 0, "none open");
            }
            assertEq(selector.drawBlockOf((next - 1) * 7 + 1), 0, "no such draw");
            if (open > 1) assertEq(selector.drawBlockOf((open - 1) * 7), 0, "resolved ones are gone");
        }
    }

    function test_RecommitsAtMostTwenty() external {
        for (uint256 i; i < 6; ++i) {
            add(1e6 * Q);
        }
        uint256 first = vm.getBlockNumber();
        for (uint256 reqId = 1; reqId <= 25; ++reqId) {
            selector.requestDraw(reqId, Q);
        }
        vm.roll(first + 259);
        selector.requestDraw(26, Q);
        (bool resolved,) = selector.resolveDraw(1, Q, true);
        assertFalse(resolved, "committed again");
        for (uint256 reqId = 1; reqId <= 20; ++reqId) {
            assertEq(selector.drawBlockOf(reqId), first + 259, "committed again");
        }
        for (uint256 reqId = 21; reqId <= 25; ++reqId) {
            assertEq(selector.drawBlockOf(reqId), first, "next time");
        }
        // Fresh ones are not touched: their seed is fixed.
        vm.roll(first + 262);
        for (uint256 reqId = 1; reqId <= 20; ++reqId) {
            (resolved,) = selector.resolveDraw(reqId, Q, true);
            assertTrue(resolved, "resolved");
        }
        (resolved,) = selector.resolveDraw(21, Q, true);
        assertFalse(resolved, "committed again");
        assertEq(selector.drawBlockOf(25), first + 262, "the other stale ones with it");
        assertEq(selector.drawBlockOf(26), first + 259, "a fresh one keeps its block");
        assertEq(selector.held(), 6 * Q, "held");
    }

    /// T9: the oldest draw alone does not tell whose seed is known: it may be out of reach, or committed again.
    function test_T9_WeightsStandStillForEveryKnownSeed() external {
        uint256 first = vm.getBlockNumber();
        add(1e6 * Q);
        add(1e6 * Q);
        selector.requestDraw(1, Q);
        vm.roll(first + 100);
        selector.requestDraw(2, Q);
        vm.roll(first + 259);
        assertFalse(selector.setWeight(1, Q), "the first is out of reach, the second is known");
        (bool resolved,) = selector.resolveDraw(1, Q, true);
        assertFalse(resolved, "committed again");
        for (uint256 i; i < 4; ++i) {
            assertFalse(selector.setWeight(1, Q), "the second is known all the while");
            vm.roll(vm.getBlockNumber() + 1);
        }
        (resolved,) = selector.resolveDraw(1, Q, true);
        assertTrue(resolved, "the first");
        assertFalse(selector.setWeight(1, Q), "the second alone");
        (resolved,) = selector.resolveDraw(2, Q, true);
        assertTrue(resolved, "the second");
        assertTrue(selector.setWeight(1, Q), "none");
    }

    /// More than are committed again at once: those behind the twenty are older than the first.
    function test_T9_WeightsMoveAgainOnceNoSeedIsKnown() external {
        uint256 first = vm.getBlockNumber();
        for (uint256 i; i < 3; ++i) {
            add(1e6 * Q);
        }
        for (uint256 reqId = 1; reqId <= 22; ++reqId) {
            selector.requestDraw(reqId, Q);
        }
        vm.roll(first + 259);
        assertTrue(selector.setWeight(1, 1e6 * Q), "all are out of reach");
        selector.resolveDraw(1, Q, true);
        vm.roll(first + 262);
        for (uint256 reqId = 1; reqId <= 20; ++reqId) {
            selector.resolveDraw(reqId, Q, true);
        }
        assertTrue(selector.setWeight(1, 1e6 * Q), "the last two are out of reach");
        selector.resolveDraw(21, Q, true);
        assertEq(selector.drawBlockOf(22), first + 262, "both committed again");
        assertTrue(selector.setWeight(1, 1e6 * Q), "and nothing older is behind them");
        vm.roll(first + 265);
        assertFalse(selector.setWeight(1, 1e6 * Q), "known");
    }
}
