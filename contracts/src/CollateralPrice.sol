// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { ICollateralPrice } from "./interfaces/ICollateralPrice.sol";
import { IPriceFeed } from "./interfaces/IPriceFeed.sol";

/// @title CollateralPrice
/// @notice See `ICollateralPrice` for what it promises.
/// @dev Whoever needs the price reads the feed itself: a module asked in between would cost more than the feed.
abstract contract CollateralPrice is ICollateralPrice {
    uint256 public constant MIN_PRICE_AGE = 1 minutes;
    uint256 public constant MAX_PRICE_AGE = 30 days;

    /// @inheritdoc ICollateralPrice
    address public immutable priceFeed;
    /// @inheritdoc ICollateralPrice
    uint256 public immutable maxPriceAge;

    constructor(address feed, uint256 maxPriceAge_) {
        if (feed == address(0) || maxPriceAge_ < MIN_PRICE_AGE || maxPriceAge_ > MAX_PRICE_AGE) {
            revert CollateralPrice_BadFeed(feed, maxPriceAge_);
        }
        priceFeed = feed;
        maxPriceAge = maxPriceAge_;
    }

    function _livePrice() internal view returns (uint256 satsPerToken) {
        (bool ok, uint256 live, int256 answer, uint256 updatedAt) = _tryPrice();
        if (!ok) revert CollateralPrice_Unavailable(answer, updatedAt);
        return live;
    }

    function _tryPrice() internal view returns (bool ok, uint256 live, int256 answer, uint256 updatedAt) {
        try IPriceFeed(priceFeed).latestRoundData() returns (uint80, int256 given, uint256, uint256 time, uint80) {
            (answer, updatedAt) = (given, time);
        } catch {
            return (false, 0, 0, 0);
        }
        live = answer > 0 ? uint256(answer) : 0;
        ok = live != 0 && live <= type(uint128).max && updatedAt != 0 && updatedAt <= block.timestamp
            && block.timestamp - updatedAt <= maxPriceAge;
    }
}
