// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Placed } from "../types/DrawTypes.sol";
import { ICollateralPrice } from "./ICollateralPrice.sol";
import { IDraws } from "./IDraws.sol";

/// @title Draws the stakers that carry a deposit
/// @notice See `IDraws`. A weight is what a staker's collateral can still back. Draws are resolved in the order in which they
/// were asked for.
interface IStakerSelector is IDraws, ICollateralPrice {
    /// @notice Thrown when a draw is asked for that could not be placed for certain.
    error StakerSelector_CapacityShort(uint64 sats, uint64 available);

    /// @notice Holds `sats` and appends a draw. Only the bridge. Reverts while there is no price.
    /// @return utilisationBps share of all capacity that is issued, reserved or held, this request included
    /// @return stakers as `stakers()`
    function requestDraw(uint256 reqId, uint64 sats) external returns (uint256 utilisationBps, uint256 stakers);

    /// @notice Resolves the oldest open draw and reserves the amount: up to three weighted tries for one staker that carries all,
    /// then split over the heaviest, at most five, each with at least 10,000 sats; all of it or nothing. Only the bridge.
    /// @param sats the amount that was given to `requestDraw`; the bridge keeps it
    /// @param place false to take the draw from the list without drawing anybody
    /// @return resolved false when the seed was out of reach and the draw was committed again
    /// @return placed the shares, largest weight first; empty when the amount cannot be carried any more
    function resolveDraw(uint256 reqId, uint64 sats, bool place)
        external
        returns (bool resolved, Placed[] memory placed);

    /// @notice As `setWeight`, and changes what all stakers have issued and reserved, in any case. Only the registry.
    /// @param usedDelta change of Σ (issued + toBeIssued), in sats
    function setWeightAndUsed(uint256 stakerId, uint64 weightSats, int64 usedDelta) external;

    /// @notice Changes what all stakers have issued and reserved where there is no price to weigh by. Only the registry.
    function changeUsed(int64 usedDelta) external;

    /// @return sats the largest deposit that is certain to be placed now, split if it must be
    function available() external view returns (uint64 sats);

    /// @param extraSats a request that is thought of
    /// @return utilisationBps share of all capacity that is issued, reserved or held, with `extraSats`, rounded up
    function utilisation(uint64 extraSats) external view returns (uint256 utilisationBps);

    /// @return sats sum over all open draws
    function held() external view returns (uint64 sats);

    /// @return sats issued + to be issued of all stakers
    function used() external view returns (uint64 sats);

    /// @return count of the stakers that may be drawn; a deposit needs `MIN_ACTIVE_STAKERS` of them
    function stakers() external view returns (uint256 count);
}
