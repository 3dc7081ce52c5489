// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title What collateral is worth
/// @notice One feed, sats per whole token. An answer that is stale, zero, negative, from the future, or too large to be a
/// price of anything counts as no price, and so does a feed that reverts.
interface ICollateralPrice {
    /// @notice Thrown where something needs a price and there is none.
    /// @param answer what the feed answered, 0 when it reverted
    /// @param updatedAt seconds, as the feed says
    error CollateralPrice_Unavailable(int256 answer, uint256 updatedAt);
    /// @notice Thrown at deployment without a feed, or for an age outside 1 minute to 30 days.
    error CollateralPrice_BadFeed(address feed, uint256 maxPriceAge);

    /// @return the feed, see `IPriceFeed`
    function priceFeed() external view returns (address);

    /// @return age in seconds beyond which a price no longer counts
    function maxPriceAge() external view returns (uint256);
}
