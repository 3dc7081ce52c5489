// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title Draws over weighted stakers
/// @notice A tree of weights, sum and maximum at every node, so that update and draw cost O(log n). A draw is asked for
/// in block n and resolved in block n+3 … n+258 with the hash of block n+2, in the order in which they were asked for; later
/// than that it is committed again, never resolved with a seed that could have been chosen.
///
/// Units: weights in quanta of 10,000 sats, rounded down; blocks are EVM blocks.
/// Assumption: the proposer of block n+2 can withhold it; what it gains is bounded, because a draw only chooses among
/// stakers that can carry the amount.
interface IDraws {
    event WeightSet(uint256 indexed stakerId, uint256 weight);
    /// @param drawBlock EVM block n: the seed is the hash of block n+2. A draw is first committed in the block of the request
    /// itself, which says all there is to say.
    event DrawRecommitted(uint256 indexed reqId, uint256 drawBlock);

    /// @notice Thrown when anyone but the module that owns the draws asks for or resolves one.
    error StakerSelector_NotBridge(address caller);
    /// @notice Thrown when anyone but the registry sets a weight.
    error StakerSelector_NotRegistry(address caller);
    /// @notice Thrown when an earlier draw is still open: it must be resolved first.
    error StakerSelector_NotNext(uint256 reqId, uint256 nextReqId);
    /// @notice Thrown before block n+3.
    error StakerSelector_TooEarly(uint256 reqId, uint256 readyBlock);
    /// @notice Thrown when a point lies beyond the sum of all weights.
    error StakerSelector_PointOutside(uint256 point, uint256 totalWeight);
    /// @notice Thrown when a module's address is zero at deployment.
    error StakerSelector_AddressZero();

    /// @notice Sets a staker's weight. Only the registry. Weights stand still while the seed of any open draw is known, so that
    /// nobody can choose who is drawn.
    /// @param stakerId from 1
    /// @param weightSats drawable capacity in sats, rounded down to whole quanta here
    /// @return written false while weights stand still: to be written again later
    function setWeight(uint256 stakerId, uint64 weightSats) external returns (bool written);

    /// @return reqId the oldest open draw, 0 when there is none
    function nextDraw() external view returns (uint256 reqId);

    /// @return reqIds the oldest open draws, at most 20, as many as were committed in EVM block `drawBlock`
    function drawsOf(uint256 drawBlock) external view returns (uint256[] memory reqIds);

    /// @return drawBlock EVM block n of an open draw, 0 when it is not open
    function drawBlockOf(uint256 reqId) external view returns (uint256 drawBlock);

    /// @return weight of a staker in quanta
    function weightOf(uint256 stakerId) external view returns (uint256 weight);

    /// @return weight sum of all weights in quanta
    function totalWeight() external view returns (uint256 weight);

    /// @notice The rule of the draw, for any point: the staker at whose cumulative weight `point` falls.
    /// @param point 0 ≤ point < totalWeight()
    function stakerAt(uint256 point) external view returns (uint256 stakerId);

    /// @notice How an amount would be split if it were drawn to the heaviest now.
    /// @param minShare least that one share may carry
    /// @param minerFee what each share costs its owner, in sats; whoever asks for more carries nothing. 0 for deposits
    /// @return shares sats of each, largest first; together less than `sats` when not all can be placed
    function preview(uint64 sats, uint64 minShare, uint64 minerFee) external view returns (uint64[] memory shares);
}
