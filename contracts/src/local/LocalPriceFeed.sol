// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IPriceFeed } from "../interfaces/IPriceFeed.sol";

/// @title Price feed for the local stack only
/// @notice Its owner says what the price is: it must never be deployed where value is at stake. Sats for one whole token,
/// scaled by 10^8.
contract LocalPriceFeed is IPriceFeed {
    /// @notice Thrown when anyone but the owner sets the price.
    error LocalPriceFeed_NotOwner(address caller);

    address public immutable owner;

    int192 private _answer;
    uint64 private _updatedAt;

    constructor(address owner_, int192 answer) {
        owner = owner_;
        _answer = answer;
        _updatedAt = uint64(block.timestamp);
    }

    /// @inheritdoc IPriceFeed
    function decimals() external pure returns (uint8) {
        return 8;
    }

    /// @param answer sats for one whole token × 10^8; may be anything, to try what happens then
    /// @param updatedAt seconds; 0 stands for now
    function set(int192 answer, uint64 updatedAt) external {
        if (msg.sender != owner) revert LocalPriceFeed_NotOwner(msg.sender);
        _answer = answer;
        _updatedAt = updatedAt == 0 ? uint64(block.timestamp) : updatedAt;
    }

    /// @inheritdoc IPriceFeed
    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        return (1, _answer, _updatedAt, _updatedAt, 1);
    }
}
