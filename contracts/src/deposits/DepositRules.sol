// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IRequestIds } from "../interfaces/IRequestIds.sol";
import { RequestIds } from "../RequestIds.sol";
import { BridgeParams } from "../types/BridgeTypes.sol";

/// @title What guardian and admin decide about deposits, and the last id
/// @dev See `IEntanglementManager` for what it promises.
abstract contract DepositRules is IEntanglementManager, RequestIds {
    uint256 public constant MAX_PAUSE = 10 days;
    uint256 public constant PAUSE_INTERVAL = 90 days;

    /// @dev what a request reads and, for its id, writes, in one slot
    struct RequestRules {
        uint64 lastReqId;
        uint32 dustSats;
        uint16 bondMinBps;
        uint16 bondMaxBps;
        uint40 pausedUntil;
        uint40 pauseStart;
        uint32 depositPeriodSeconds;
        uint16 depositPeriodBlocks;
    }

    /// @dev what minting reads, in one slot
    struct MintRules {
        address feeRecipient;
        uint16 depositFeeBps;
        uint16 confirmations;
    }

    RequestRules internal _requestRules;
    MintRules internal _mintRules;

    constructor(BridgeParams memory params_, address feeRecipient_) {
        _setParams(params_);
        _setFeeRecipient(feeRecipient_);
    }

    /// @inheritdoc IEntanglementManager
    function pauseDeposits(uint256 until) external restricted {
        if (until <= block.timestamp || until > block.timestamp + MAX_PAUSE) {
            revert EntanglementManager_ParameterOutOfBounds("until", until);
        }
        uint256 start = _requestRules.pauseStart;
        if (start != 0 && block.timestamp < start + PAUSE_INTERVAL) {
            revert EntanglementManager_PauseSpent(start + PAUSE_INTERVAL);
        }
        _requestRules.pausedUntil = uint40(until);
        _requestRules.pauseStart = uint40(block.timestamp);
        emit DepositsPaused(until);
    }

    /// @inheritdoc IEntanglementManager
    function unpauseDeposits() external restricted {
        _requestRules.pausedUntil = 0;
        emit DepositsUnpaused();
    }

    /// @inheritdoc IEntanglementManager
    function setParams(BridgeParams calldata params_) external restricted {
        _setParams(params_);
    }

    /// @inheritdoc IEntanglementManager
    function setFeeRecipient(address feeRecipient_) external restricted {
        _setFeeRecipient(feeRecipient_);
    }

    /// @inheritdoc IEntanglementManager
    function params() external view returns (BridgeParams memory) {
        RequestRules memory request = _requestRules;
        MintRules memory rules = _mintRules;
        return BridgeParams({
            dustSats: request.dustSats,
            depositFeeBps: rules.depositFeeBps,
            bondMinBps: request.bondMinBps,
            bondMaxBps: request.bondMaxBps,
            confirmations: rules.confirmations,
            depositPeriodSeconds: request.depositPeriodSeconds,
            depositPeriodBlocks: request.depositPeriodBlocks
        });
    }

    /// @inheritdoc IEntanglementManager
    function feeRecipient() external view returns (address) {
        return _mintRules.feeRecipient;
    }

    /// @inheritdoc IEntanglementManager
    function pausedUntil() external view returns (uint256) {
        return _requestRules.pausedUntil;
    }

    /// @inheritdoc IEntanglementManager
    function requestIds() external view returns (address) {
        return address(this);
    }

    /// @inheritdoc IRequestIds
    function last() public view override returns (uint256 reqId) {
        return _requestRules.lastReqId;
    }

    function _takeId() internal override returns (uint256 reqId) {
        reqId = ++_requestRules.lastReqId;
    }

    function _setParams(BridgeParams memory p) private {
        _bound("dustSats", p.dustSats, 10_000, 1_000_000);
        _bound("depositFeeBps", p.depositFeeBps, 0, 100);
        _bound("bondMinBps", p.bondMinBps, 50, 300);
        _bound("bondMaxBps", p.bondMaxBps, p.bondMinBps, 300);
        // The largest deposits need four times as many, which must fit between a payment on time and its expiry.
        _bound("confirmations", p.confirmations, 3, 9);
        _bound("depositPeriodSeconds", p.depositPeriodSeconds, 6 hours, 7 days);
        _bound("depositPeriodBlocks", p.depositPeriodBlocks, 36, 1008);
        _requestRules.dustSats = uint32(p.dustSats);
        _requestRules.bondMinBps = p.bondMinBps;
        _requestRules.bondMaxBps = p.bondMaxBps;
        _requestRules.depositPeriodSeconds = p.depositPeriodSeconds;
        _requestRules.depositPeriodBlocks = p.depositPeriodBlocks;
        _mintRules.depositFeeBps = p.depositFeeBps;
        _mintRules.confirmations = p.confirmations;
        emit ParamsSet(p);
    }

    function _setFeeRecipient(address feeRecipient_) private {
        if (feeRecipient_ == address(0)) revert EntanglementManager_RecipientZero();
        _mintRules.feeRecipient = feeRecipient_;
        emit FeeRecipientSet(feeRecipient_);
    }

    function _bound(bytes32 name, uint256 value, uint256 min, uint256 max) private pure {
        if (value < min || value > max) revert EntanglementManager_ParameterOutOfBounds(name, value);
    }
}
