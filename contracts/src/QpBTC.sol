// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

import { IQpBTC } from "./interfaces/IQpBTC.sol";

/// @title QpBTC
/// @notice See `IQpBTC` for what it promises.
contract QpBTC is ERC20, ERC20Permit, IQpBTC {
    /// @inheritdoc IQpBTC
    address public immutable minter;
    /// @inheritdoc IQpBTC
    address public immutable withdrawals;

    /// @param minter_ the deposits' minter; fixed for ever, so that nobody can ever be given the right to mint
    /// @param withdrawals_ burns what it holds; as fixed
    constructor(address minter_, address withdrawals_) ERC20("Sluice BTC", "qpBTC") ERC20Permit("Sluice BTC") {
        if (minter_ == address(0) || withdrawals_ == address(0)) revert QpBTC_MinterZero();
        minter = minter_;
        withdrawals = withdrawals_;
    }

    /// @inheritdoc IQpBTC
    function mint(address to, uint256 sats, address feeRecipient, uint256 feeSats) external {
        if (msg.sender != minter) revert QpBTC_NotMinter(msg.sender);
        _mint(to, sats);
        if (feeSats != 0) _mint(feeRecipient, feeSats);
    }

    /// @inheritdoc IQpBTC
    function burn(uint256 sats) external {
        if (msg.sender != withdrawals) revert QpBTC_NotMinter(msg.sender);
        _burn(msg.sender, sats);
    }

    /// @notice One unit is one satoshi.
    function decimals() public pure override returns (uint8) {
        return 8;
    }

    /// @inheritdoc IERC20Permit
    function nonces(address owner) public view override(ERC20Permit, IERC20Permit) returns (uint256) {
        return super.nonces(owner);
    }
}
