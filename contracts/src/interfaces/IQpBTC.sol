// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @title qpBTC, the peg token
/// @notice 8 decimals: one unit is one satoshi. Minted only against a proven Bitcoin payment, by the deposits' minter alone.
/// There is no bootstrap mint.
interface IQpBTC is IERC20, IERC20Permit {
    /// @notice Thrown when anyone but the minter mints, or anyone but the withdrawals burns.
    error QpBTC_NotMinter(address caller);
    /// @notice Thrown when it is deployed without a minter or withdrawals.
    error QpBTC_MinterZero();

    /// @notice Mints `sats` to `to` and `feeSats` to `feeRecipient`.
    /// @param to recipient of the deposit
    /// @param sats amount for `to`, in sats
    /// @param feeRecipient recipient of the fee; not touched when `feeSats` is 0
    /// @param feeSats fee, in sats
    function mint(address to, uint256 sats, address feeRecipient, uint256 feeSats) external;

    /// @notice Burns `sats` that the withdrawals hold.
    function burn(uint256 sats) external;

    /// @return the only address that mints
    function minter() external view returns (address);
    /// @return the only address that burns, and only what it holds itself
    function withdrawals() external view returns (address);
}
