// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { StakerSelector } from "../../src/StakerSelector.sol";
import { BaseTest } from "./BaseTest.sol";

/// @notice A selector whose bridge and registry are the test itself: `drawableCapacity` answers what the test says. Only
/// the draw is under test; the real registry stands behind it in `DepositFixture`.
abstract contract SelectorHarness is BaseTest {
    StakerSelector internal selector;
    mapping(uint256 stakerId => uint64) internal capacities;
    uint256 internal count;

    function setUp() public virtual {
        vm.roll(1000);
        selector = new StakerSelector(address(this), address(this));
    }

    /// @dev what the selector asks its registry
    function drawableCapacity(uint256 stakerId) external view returns (uint64) {
        return capacities[stakerId];
    }

    function add(uint64 sats) internal returns (uint256 stakerId) {
        stakerId = ++count;
        set(stakerId, sats);
    }

    function set(uint256 stakerId, uint64 sats) internal {
        capacities[stakerId] = sats;
        selector.setWeight(stakerId, sats);
    }

    /// @notice Takes `sats` from whom the draw found, as the registry would; the selector has counted it already.
    function take(uint256 stakerId, uint64 sats) internal {
        capacities[stakerId] -= sats;
    }

    /// @notice Resolves a draw in its first possible block and gives the amount back at once.
    function drawAndReturn(uint256 reqId, uint64 sats) internal returns (bool resolved, uint256 stakerId) {
        (resolved, stakerId) = selector.resolveDraw(reqId, sats, true);
        if (stakerId != 0) selector.setWeightAndUsed(stakerId, capacities[stakerId], -int64(sats));
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
