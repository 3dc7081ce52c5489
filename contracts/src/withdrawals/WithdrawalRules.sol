// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import { IWithdrawalManager } from "../interfaces/IWithdrawalManager.sol";
import { WithdrawalParams } from "../types/WithdrawalTypes.sol";

/// @title What the admin decides about withdrawals
/// @dev See `IWithdrawalManager` for what it promises.
abstract contract WithdrawalRules is IWithdrawalManager, AccessManaged {
    WithdrawalParams internal _rules;

    constructor(WithdrawalParams memory params_) {
        _setParams(params_);
    }

    /// @inheritdoc IWithdrawalManager
    function setParams(WithdrawalParams calldata params_) external restricted {
        _setParams(params_);
    }

    /// @inheritdoc IWithdrawalManager
    function params() external view returns (WithdrawalParams memory) {
        return _rules;
    }

    function _setParams(WithdrawalParams memory p) private {
        _bound("dustSats", p.dustSats, 10_000, 1_000_000);
        _bound("redeemFeeBps", p.redeemFeeBps, 0, 200);
        _bound("latePenaltyBps", p.latePenaltyBps, 0, 2000);
        _bound("periodSeconds", p.periodSeconds, 6 hours, 7 days);
        _bound("periodBlocks", p.periodBlocks, 36, 1008);
        _rules = p;
        emit WithdrawalParamsSet(p);
    }

    function _bound(bytes32 name, uint256 value, uint256 min, uint256 max) private pure {
        if (value < min || value > max) revert WithdrawalManager_ParameterOutOfBounds(name, value);
    }
}
