// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { StakerSelector } from "../../src/StakerSelector.sol";
import { Placed } from "../../src/types/DrawTypes.sol";
import { BaseTest } from "./BaseTest.sol";

/// @notice A selector whose bridge, registry and feed are the test itself: `tryReserve` answers what the test says. Only the
/// draw is under test; the real registry stands behind it in `DepositFixture`.
abstract contract SelectorHarness is BaseTest {
    StakerSelector internal selector;
    mapping(uint256 stakerId => uint64) internal capacities;
    uint256 internal count;
    bool internal noPrice;

    function setUp() public virtual {
        vm.roll(1000);
        selector = new StakerSelector(address(this), address(this), address(this), 1 days);
    }

    /// @dev what the selector asks its registry
    function tryReserve(uint256 stakerId, uint64 sats, uint256 price) external returns (address staker, uint64 left) {
        assertEq(msg.sender, address(selector), "the selector asks");
        assertEq(price, 1, "with the feed's price");
        if (capacities[stakerId] < sats) return (address(0), 0);
        left = capacities[stakerId] -= sats;
        staker = address(uint160(stakerId));
    }

    /// @dev and how much room there is
    function drawableAt(uint256 stakerId, uint256 price) external view returns (uint64) {
        assertEq(price, 1, "at the feed's price");
        return capacities[stakerId];
    }

    /// @dev what the selector asks its feed
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        return (1, noPrice ? int256(0) : int256(1), block.timestamp, block.timestamp, 1);
    }

    function add(uint64 sats) internal returns (uint256 stakerId) {
        stakerId = ++count;
        set(stakerId, sats);
    }

    function set(uint256 stakerId, uint64 sats) internal {
        capacities[stakerId] = sats;
        selector.setWeight(stakerId, sats);
    }

    /// @notice Resolves a draw that one staker carries, or nobody.
    function resolveOne(uint256 reqId, uint64 sats) internal returns (bool resolved, uint256 stakerId, address staker) {
        Placed[] memory placed;
        (resolved, placed) = selector.resolveDraw(reqId, sats, true);
        if (placed.length == 0) return (resolved, 0, address(0));
        assertEq(placed.length, 1, "one share");
        assertEq(placed[0].sats, sats, "all of it");
        return (resolved, placed[0].stakerId, placed[0].staker);
    }

    /// @notice Resolves a draw in its first possible block and gives the amount back at once.
    function drawAndReturn(uint256 reqId, uint64 sats) internal returns (bool resolved, uint256 stakerId) {
        address staker;
        (resolved, stakerId, staker) = resolveOne(reqId, sats);
        assertEq(staker, address(uint160(stakerId)), "whom the registry named");
        if (stakerId == 0) return (resolved, stakerId);
        capacities[stakerId] += sats;
        selector.setWeightAndUsed(stakerId, capacities[stakerId], -int64(sats));
    }

    /// @notice The rule as one would write it without a tree: the first staker whose cumulative weight is above `point`.
    function naiveStakerAt(uint256 point) internal view returns (uint256 stakerId) {
        uint256 sum;
        for (stakerId = 1; stakerId <= count; ++stakerId) {
            sum += capacities[stakerId] / 10_000;
            if (point < sum) return stakerId;
        }
        return 0;
    }

    function naiveTotal() internal view returns (uint256 sum) {
        for (uint256 stakerId = 1; stakerId <= count; ++stakerId) {
            sum += capacities[stakerId] / 10_000;
        }
    }
}
