// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Placed } from "../types/WithdrawalTypes.sol";
import { IDraws } from "./IDraws.sol";

/// @title Draws the stakers that pay a withdrawal
/// @notice See `IDraws`. A weight is what a staker holds of others' BTC and does not owe yet: issued − to be redeemed, 0
/// while it is banned. Weights only say who is drawn: what a staker can carry is asked of the registry at that moment.
interface IHolderSelector is IDraws {
    /// @notice Appends a draw. Only the withdrawals.
    function requestDraw(uint256 reqId) external;

    /// @notice Resolves the oldest open draw: up to three weighted tries for one staker that carries all, then the heaviest
    /// first, at most five. Reserves what it places. Only the withdrawals.
    /// @param sats to place; 0 takes the draw from the list without drawing anybody
    /// @param minShare least that one share may carry; what is left unplaced is 0 or at least that, too. A share that leaves a
    /// rest carries at least ten miner fees
    /// @param maxFeeSats stakers that ask for more are passed over
    /// @param avoidId a staker that is only taken when no other can carry the share, 0 for none
    /// @return resolved false when the seed was out of reach and the draw was committed again
    /// @return placed the shares
    /// @return feeRefused true when something is left unplaced and a staker that would carry of it asks for a higher miner fee
    function resolveDraw(uint256 reqId, uint64 sats, uint64 minShare, uint64 maxFeeSats, uint256 avoidId)
        external
        returns (bool resolved, Placed[] memory placed, bool feeRefused);

    /// @notice How an amount would be split if it were drawn to the heaviest now.
    /// @return shares sats of each, largest first; together less than `sats` when not all can be placed
    function preview(uint64 sats, uint64 minShare, uint64 maxFeeSats) external view returns (uint64[] memory shares);

    /// @return sats the most that one staker could be drawn for now, by weight
    function largest() external view returns (uint64 sats);
}
