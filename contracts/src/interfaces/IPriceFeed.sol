// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title The part of Chainlink's AggregatorV3Interface that is read here
/// @notice Answers are sats of BTC for one whole collateral token, scaled by 10^decimals.
interface IPriceFeed {
    function decimals() external view returns (uint8);

    function latestRoundData()
        external
        view
        returns (uint80 roundId, int256 answer, uint256 startedAt, uint256 updatedAt, uint80 answeredInRound);
}
