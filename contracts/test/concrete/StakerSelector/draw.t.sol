// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDraws } from "../../../src/interfaces/IDraws.sol";
import { ICollateralPrice } from "../../../src/interfaces/ICollateralPrice.sol";
import { IStakerSelector } from "../../../src/interfaces/IStakerSelector.sol";
import { Placed } from "../../../src/types/DrawTypes.sol";
import { StakerSelector } from "../../../src/StakerSelector.sol";
import { SelectorHarness } from "../../utils/SelectorHarness.sol";

contract DrawTest is SelectorHarness {
    uint64 private constant Q = 10_000;

    function test_RevertWhen_NotBridge() external {
        vm.startPrank(address(1));
        bytes memory reason = abi.encodeWithSelector(IDraws.StakerSelector_NotBridge.selector, address(1));
        vm.expectRevert(reason);
        selector.requestDraw(1, Q);
        vm.expectRevert(reason);
        selector.resolveDraw(1, Q, true);
    }

    function test_RevertWhen_NotRegistry() external {
        vm.startPrank(address(1));
        bytes memory reason = abi.encodeWithSelector(IDraws.StakerSelector_NotRegistry.selector, address(1));
        vm.expectRevert(reason);
        selector.setWeight(1, Q);
        vm.expectRevert(reason);
        selector.setWeightAndUsed(1, Q, 1);
        vm.expectRevert(reason);
        selector.changeUsed(1);
    }

    function test_RevertWhen_AddressZero() external {
        vm.expectRevert(IDraws.StakerSelector_AddressZero.selector);
        new StakerSelector(address(0), address(1), address(1), 1 days);
        vm.expectRevert(IDraws.StakerSelector_AddressZero.selector);
        new StakerSelector(address(1), address(0), address(1), 1 days);
    }

    function test_RevertWhen_PointOutside() external {
        vm.expectRevert(abi.encodeWithSelector(IDraws.StakerSelector_PointOutside.selector, 0, 0));
        selector.stakerAt(0);
        add(3 * Q);
        assertEq(selector.stakerAt(2), 1, "last point");
        vm.expectRevert(abi.encodeWithSelector(IDraws.StakerSelector_PointOutside.selector, 3, 3));
        selector.stakerAt(3);
    }

    function test_RevertWhen_NothingOpen() external {
        vm.expectRevert(abi.encodeWithSelector(IDraws.StakerSelector_NotNext.selector, 1, 0));
        selector.resolveDraw(1, Q, true);
        vm.expectRevert(abi.encodeWithSelector(IDraws.StakerSelector_NotNext.selector, 0, 0));
        selector.resolveDraw(0, Q, true);
    }

    /// @dev The hash of block n + 2 and nothing else decides; changing it changes the draw.
    function test_SeedIsTheHashOfBlockNPlusTwo() external {
        for (uint256 i; i < 9; ++i) {
            add(10 * Q);
        }
        selector.requestDraw(7, Q);
        uint256 n = vm.getBlockNumber();
        vm.roll(n + 3);
        for (uint256 i; i < 8; ++i) {
            bytes32 hash = keccak256(abi.encode(i));
            vm.setBlockhash(n + 2, hash);
            uint256 seed = uint256(keccak256(abi.encode(hash, 7, address(selector), block.chainid)));
            uint256 snapshot = vm.snapshotState();
            (, uint256 stakerId) = drawAndReturn(7, Q);
            assertEq(stakerId, naiveStakerAt(seed % 90), "as the rule says");
            vm.revertToState(snapshot);
        }
    }

    /// @dev One staker of many carries the amount: weighted tries mostly miss it, the descent finds it.
    function test_DescentByWeight() external {
        for (uint256 i; i < 20; ++i) {
            add(50 * Q);
        }
        add(60 * Q);
        for (uint256 reqId = 1; reqId <= 12; ++reqId) {
            selector.requestDraw(reqId, 60 * Q);
            vm.roll(vm.getBlockNumber() + 3);
            (bool resolved, uint256 stakerId) = drawAndReturn(reqId, 60 * Q);
            assertTrue(resolved, "resolved");
            assertEq(stakerId, 21, "the only one who carries it");
        }
    }

    /// @dev The live capacity decides, not the weight: here the heaviest has lost its collateral's value.
    function test_DescentSkipsWhoCannotCarry() external {
        add(100 * Q);
        add(40 * Q);
        capacities[1] = 10 * Q;
        selector.requestDraw(1, 40 * Q);
        vm.roll(vm.getBlockNumber() + 3);
        (, uint256 stakerId,) = resolveOne(1, 40 * Q);
        assertEq(stakerId, 2, "who still carries it");
    }

    function test_RevertWhen_RequestedWithoutPrice() external {
        add(100 * Q);
        noPrice = true;
        vm.expectRevert(
            abi.encodeWithSelector(ICollateralPrice.CollateralPrice_Unavailable.selector, 0, block.timestamp)
        );
        selector.requestDraw(1, Q);
    }

    function test_NobodyWithoutPrice() external {
        add(100 * Q);
        selector.requestDraw(1, Q);
        vm.roll(vm.getBlockNumber() + 3);
        noPrice = true;
        (bool resolved, uint256 stakerId,) = resolveOne(1, Q);
        assertTrue(resolved, "resolved");
        assertEq(stakerId, 0, "nobody");
        assertEq(selector.held(), 0, "nothing held");
        assertEq(selector.used(), 0, "nothing used");
    }

    function test_CountsStakers() external {
        assertEq(selector.stakers(), 0, "none");
        for (uint256 i = 1; i <= 70; ++i) {
            add(Q);
            assertEq(selector.stakers(), i, "one more");
        }
        set(3, 5 * Q);
        assertEq(selector.stakers(), 70, "a new weight is no new staker");
        (, uint256 counted) = selector.requestDraw(1, Q);
        assertEq(counted, 70, "told with a draw");
        assertEq(selector.held(), Q, "beside what is held");
        assertEq(selector.weightOf(70), 1, "and the tree's height");
    }

    function test_NobodyCarries() external {
        add(100 * Q);
        add(40 * Q);
        selector.requestDraw(1, 40 * Q);
        capacities[1] = capacities[2] = 0;
        vm.roll(vm.getBlockNumber() + 3);
        (bool resolved, uint256 stakerId,) = resolveOne(1, 40 * Q);
        assertTrue(resolved, "resolved");
        assertEq(stakerId, 0, "nobody");
        assertEq(selector.held(), 0, "nothing held");
    }

    function test_NobodyWeighsAnything() external {
        add(100 * Q);
        selector.requestDraw(1, Q);
        set(1, 0);
        vm.roll(vm.getBlockNumber() + 3);
        (, uint256 stakerId,) = resolveOne(1, Q);
        assertEq(stakerId, 0, "nobody");
    }

    // --- the list of open draws ---

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

    // --- what is certain to be placed ---

    function test_Available() external {
        assertEq(selector.available(), 0, "nobody");
        uint64[6] memory weights = [uint64(100), 90, 80, 70, 60, 50];
        for (uint256 i; i < 6; ++i) {
            add(weights[i] * Q);
        }
        assertEq(selector.available(), 400 * Q, "the five heaviest together");
        selector.requestDraw(1, 90 * Q);
        // What is open may leave three quanta of each that fit nobody.
        assertEq(selector.available(), (400 - 90 - 15) * Q, "less what is held");
        vm.expectRevert(
            abi.encodeWithSelector(IStakerSelector.StakerSelector_CapacityShort.selector, 295 * Q + 1, 295 * Q)
        );
        selector.requestDraw(2, 295 * Q + 1);
        selector.requestDraw(2, 295 * Q);
    }

    function test_AvailableCountsNobodyTooSmallForASplit() external {
        add(3 * Q);
        add(2 * Q);
        add(Q);
        assertEq(selector.available(), 5 * Q, "the third could not leave a share to another");
        set(1, Q);
        set(2, Q);
        assertEq(selector.available(), Q, "one alone");
    }

    // --- split ---

    function test_SplitsOverTheHeaviest() external {
        uint64[6] memory weights = [uint64(50), 90, 80, 70, 60, 100];
        for (uint256 i; i < 6; ++i) {
            add(weights[i] * Q);
        }
        selector.requestDraw(1, 300 * Q + 5);
        vm.roll(vm.getBlockNumber() + 3);
        (bool resolved, Placed[] memory placed) = selector.resolveDraw(1, 300 * Q + 5, true);
        assertTrue(resolved, "resolved");
        assertEq(placed.length, 4, "as few as can carry it");
        uint256[4] memory ids = [uint256(6), 2, 3, 4];
        uint64[4] memory sats = [100 * Q, 90 * Q, 80 * Q, 30 * Q + 5];
        for (uint256 i; i < 4; ++i) {
            assertEq(placed[i].stakerId, ids[i], "heaviest first");
            assertEq(placed[i].sats, sats[i], "as much as it can carry");
            assertEq(placed[i].staker, address(uint160(ids[i])), "reserved at the registry");
        }
        assertEq(selector.used(), 300 * Q + 5, "used");
        assertEq(selector.held(), 0, "held no more");
        assertEq(selector.weightOf(4), 39, "and the weight is what is left");
    }

    /// @dev The last share takes from the one before: none is smaller than the least.
    function test_SplitLeavesNoCrumb() external {
        add(100 * Q);
        add(50 * Q);
        selector.requestDraw(1, 100 * Q + 1);
        vm.roll(vm.getBlockNumber() + 3);
        (, Placed[] memory placed) = selector.resolveDraw(1, 100 * Q + 1, true);
        assertEq(placed[0].sats, 99 * Q + 1, "gives way");
        assertEq(placed[1].sats, Q, "the least share");
    }

    /// @dev All or nothing: what five cannot carry touches nobody.
    function test_SplitsNothingWhenNotAllFits() external {
        for (uint256 i; i < 3; ++i) {
            add(50 * Q);
        }
        selector.requestDraw(1, 150 * Q);
        capacities[3] = 49 * Q;
        vm.roll(vm.getBlockNumber() + 3);
        (bool resolved, Placed[] memory placed) = selector.resolveDraw(1, 150 * Q, true);
        assertTrue(resolved, "over");
        assertEq(placed.length, 0, "nobody");
        assertEq(capacities[1] + capacities[2], 100 * Q, "nothing reserved");
        assertEq(selector.used() + selector.held(), 0, "nothing counted");
    }

    function test_Preview() external {
        add(100 * Q);
        add(50 * Q);
        uint64[] memory shares = selector.preview(100 * Q, Q, 0);
        assertEq(shares.length, 1, "one carries it");
        shares = selector.preview(120 * Q, Q, 0);
        assertEq(shares.length, 2, "two");
        assertEq(shares[0], 100 * Q, "the heaviest first");
        assertEq(shares[1], 20 * Q, "the rest");
    }

    /// @dev A rush cannot break a promise: whatever was accepted is placed, wherever the seeds let the draws fall.
    function testFuzz_AcceptedIsPlaced(uint256 seed, uint8 stakers) external {
        stakers = uint8(bound(stakers, 1, 12));
        for (uint256 i; i < stakers; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            add(uint64(bound(seed, 0, 40 * Q)));
        }
        uint64[] memory amounts = new uint64[](30);
        uint256 asked;
        for (uint256 i; i < 30; ++i) {
            uint64 most = selector.available();
            if (most < Q) break;
            seed = uint256(keccak256(abi.encode(seed)));
            // The whole of what is on offer as often as anything less.
            amounts[asked++] = seed % 2 == 0 ? most : uint64(bound(seed >> 1, Q, most));
            selector.requestDraw(asked, amounts[asked - 1]);
        }
        vm.roll(vm.getBlockNumber() + 3);
        for (uint256 i; i < asked; ++i) {
            vm.setBlockhash(vm.getBlockNumber() - 1, keccak256(abi.encode(seed, i)));
            (, Placed[] memory placed) = selector.resolveDraw(i + 1, amounts[i], true);
            uint64 sum;
            for (uint256 k; k < placed.length; ++k) {
                assertGe(placed[k].sats, Q, "no crumb");
                sum += placed[k].sats;
            }
            assertEq(sum, amounts[i], "placed");
        }
        assertEq(selector.held(), 0, "nothing held");
    }

    // --- weights ---

    function test_ClampInsteadOfRevert() external {
        uint64 most = (uint64(1) << 32) - 2;
        add(type(uint64).max);
        assertEq(selector.weightOf(1), most, "the most the tree holds");
        for (uint256 i; i < 20; ++i) {
            add(type(uint64).max);
        }
        assertEq(selector.totalWeight(), most, "the most the tree holds");
        assertEq(selector.weightOf(18), 0, "no room left");
        set(1, 7 * Q);
        set(18, 5 * Q);
        assertEq(selector.weightOf(18), 5, "room again");
        set(3, type(uint64).max);
        assertEq(selector.weightOf(3), most - 12, "what is left");
        assertEq(selector.stakerAt(most - 1), 18, "the last point");
        assertEq(selector.available(), most * Q, "the three that weigh anything");
    }

    function test_Utilisation() external {
        assertEq(selector.utilisation(0), 10_000, "nothing there is all taken");
        add(100 * Q);
        assertEq(selector.utilisation(0), 0, "none");
        assertEq(selector.utilisation(50 * Q), 5000, "half");
        assertEq(selector.utilisation(1), 1, "rounded up");
        assertEq(selector.utilisation(type(uint64).max), 10_000, "at most all");
        selector.setWeightAndUsed(1, 40 * Q, int64(60 * Q));
        assertEq(selector.used(), 60 * Q, "used");
        assertEq(selector.utilisation(0), 6000, "used counts");
        selector.changeUsed(-int64(60 * Q));
        assertEq(selector.used(), 0, "given back");
        vm.expectRevert();
        selector.changeUsed(-1);
    }
}
