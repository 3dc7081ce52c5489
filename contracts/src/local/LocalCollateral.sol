// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title Collateral for the local stack only
/// @notice Anyone mints any amount: it is worth nothing and must never be deployed where value is at stake. 18 decimals.
contract LocalCollateral is ERC20 {
    constructor() ERC20("Local Collateral", "LCOL") { }

    /// @param amount in the smallest unit
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}
