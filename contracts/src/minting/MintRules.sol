// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import { IDepositMinter } from "../interfaces/IDepositMinter.sol";
import { BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { MintParams } from "../types/BridgeTypes.sol";

/// @title What the admin decides about minting
/// @dev See `IDepositMinter` for what it promises.
abstract contract MintRules is IDepositMinter, AccessManaged {
    /// @dev what minting reads, in one slot
    struct Rules {
        address feeRecipient;
        uint16 depositFeeBps;
        uint16 confirmations;
        uint64 mintLimitSats;
    }

    Rules internal _rules;

    constructor(MintParams memory params_, address feeRecipient_) {
        _setParams(params_);
        _setFeeRecipient(feeRecipient_);
    }

    /// @inheritdoc IDepositMinter
    function setMintParams(MintParams calldata params_) external restricted {
        _setParams(params_);
    }

    /// @inheritdoc IDepositMinter
    function setFeeRecipient(address feeRecipient_) external restricted {
        _setFeeRecipient(feeRecipient_);
    }

    /// @inheritdoc IDepositMinter
    function mintParams() external view returns (MintParams memory) {
        return MintParams(_rules.depositFeeBps, _rules.confirmations, _rules.mintLimitSats);
    }

    /// @inheritdoc IDepositMinter
    function feeRecipient() external view returns (address) {
        return _rules.feeRecipient;
    }

    /// @inheritdoc IDepositMinter
    function confirmationsFor(uint64 sats) external view returns (uint256) {
        return BridgeAccounting.confirmationsFor(sats, _rules.confirmations);
    }

    function _setParams(MintParams memory p) private {
        _bound("depositFeeBps", p.depositFeeBps, 0, 100);
        // The largest deposits need four times as many, which must fit between a payment on time and its expiry.
        _bound("confirmations", p.confirmations, 3, 9);
        _bound("mintLimitSats", p.mintLimitSats, 1e8, BridgeAccounting.MAX_SATS);
        _rules.depositFeeBps = p.depositFeeBps;
        _rules.confirmations = p.confirmations;
        _rules.mintLimitSats = p.mintLimitSats;
        emit MintParamsSet(p);
    }

    function _setFeeRecipient(address feeRecipient_) private {
        if (feeRecipient_ == address(0)) revert DepositMinter_AddressZero();
        _rules.feeRecipient = feeRecipient_;
        emit FeeRecipientSet(feeRecipient_);
    }

    function _bound(bytes32 name, uint256 value, uint256 min, uint256 max) private pure {
        if (value < min || value > max) revert DepositMinter_ParameterOutOfBounds(name, value);
    }
}
