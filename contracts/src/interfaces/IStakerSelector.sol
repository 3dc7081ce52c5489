// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { ICollateralPrice } from "./ICollateralPrice.sol";

/// @title Draws the staker that carries a deposit
/// @notice A tree of weights, sum and maximum at every node, so that update and draw cost O(log n). A draw is asked for
/// in block n and resolved in block n+3 … n+258 with the hash of block n+2, in the order of reqIds; later than that it is
/// committed again, never resolved with a seed that could have been chosen.
///
/// Units: weights in quanta of 10,000 sats, rounded down; blocks are EVM blocks.
/// Assumption: the proposer of block n+2 can withhold it; what it gains is bounded, because a draw only chooses among
/// stakers whose collateral covers the amount.
interface IStakerSelector is ICollateralPrice {
    event WeightSet(uint256 indexed stakerId, uint256 weight);
    /// @param drawBlock EVM block n: the seed is the hash of block n+2. A draw is first committed in the block of the bridge's
    /// `DepositRequested`, which says all there is to say.
    event DrawRecommitted(uint256 indexed reqId, uint256 drawBlock);

    /// @notice Thrown when anyone but the bridge asks for or resolves a draw.
    error StakerSelector_NotBridge(address caller);
    /// @notice Thrown when anyone but the registry sets a weight.
    error StakerSelector_NotRegistry(address caller);
    /// @notice Thrown when a draw is asked for that could not be placed for certain.
    error StakerSelector_CapacityShort(uint64 sats, uint64 available);
    /// @notice Thrown when an earlier draw is still open: it must be resolved first.
    error StakerSelector_NotNext(uint256 reqId, uint256 nextReqId);
    /// @notice Thrown before block n+3.
    error StakerSelector_TooEarly(uint256 reqId, uint256 readyBlock);
    /// @notice Thrown when a point lies beyond the sum of all weights.
    error StakerSelector_PointOutside(uint256 point, uint256 totalWeight);
    /// @notice Thrown when a module's address is zero at deployment.
    error StakerSelector_AddressZero();

    /// @notice Holds `sats` and appends a draw. Only the bridge. Reverts while there is no price.
    /// @return utilisationBps share of all capacity that is issued, reserved or held, this request included
    /// @return stakers as `stakers()`
    function requestDraw(uint256 reqId, uint64 sats) external returns (uint256 utilisationBps, uint256 stakers);

    /// @notice Resolves the oldest open draw and reserves the amount at who is drawn. Only the bridge.
    /// @param sats the amount that was given to `requestDraw`; the bridge keeps it
    /// @param place false to take the draw from the list without drawing anybody
    /// @return resolved false when the seed was out of reach and the draw was committed again
    /// @return stakerId the staker drawn, 0 when nobody can carry it any more
    /// @return staker its address
    function resolveDraw(uint256 reqId, uint64 sats, bool place)
        external
        returns (bool resolved, uint256 stakerId, address staker);

    /// @notice Sets a staker's weight. Only the registry. Weights stand still from the block in which the oldest open draw's
    /// seed is known until it is resolved, so that nobody can choose who is drawn.
    /// @param stakerId from 1
    /// @param weightSats drawable capacity in sats, rounded down to whole quanta here
    /// @return written false while weights stand still: to be written again later
    function setWeight(uint256 stakerId, uint64 weightSats) external returns (bool written);

    /// @notice As `setWeight`, and changes what all stakers have issued and reserved, in any case. Only the registry.
    /// @param usedDelta change of Σ (issued + toBeIssued), in sats
    function setWeightAndUsed(uint256 stakerId, uint64 weightSats, int64 usedDelta) external;

    /// @notice Changes what all stakers have issued and reserved where there is no price to weigh by. Only the registry.
    function changeUsed(int64 usedDelta) external;

    /// @return sats the largest deposit that is certain to be placed now
    function available() external view returns (uint64 sats);

    /// @param extraSats a request that is thought of
    /// @return utilisationBps share of all capacity that is issued, reserved or held, with `extraSats`, rounded up
    function utilisation(uint64 extraSats) external view returns (uint256 utilisationBps);

    /// @return reqId the oldest open draw, 0 when there is none
    function nextDraw() external view returns (uint256 reqId);

    /// @return reqIds the oldest open draws, at most 20, as many as were committed in EVM block `drawBlock`
    function drawsOf(uint256 drawBlock) external view returns (uint256[] memory reqIds);

    /// @return drawBlock EVM block n of an open draw, 0 when it is not open
    function drawBlockOf(uint256 reqId) external view returns (uint256 drawBlock);

    /// @return sats sum over all open draws
    function held() external view returns (uint64 sats);

    /// @return sats issued + to be issued of all stakers
    function used() external view returns (uint64 sats);

    /// @return count of the stakers that may be drawn; a deposit needs `MIN_ACTIVE_STAKERS` of them
    function stakers() external view returns (uint256 count);

    /// @return weight of a staker in quanta
    function weightOf(uint256 stakerId) external view returns (uint256 weight);

    /// @return weight sum of all weights in quanta
    function totalWeight() external view returns (uint256 weight);

    /// @notice The rule of the draw, for any point: the staker at whose cumulative weight `point` falls.
    /// @param point 0 ≤ point < totalWeight()
    function stakerAt(uint256 point) external view returns (uint256 stakerId);
}
