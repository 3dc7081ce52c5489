// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IRequestIds } from "../interfaces/IRequestIds.sol";
import { RequestIds } from "../RequestIds.sol";
import { BridgeParams } from "../types/BridgeTypes.sol";

/// @title What guardian and admin decide about asking, and the last id
/// @dev See `IEntanglementManager` for what it promises.
abstract contract DepositRules is IEntanglementManager, RequestIds {
    uint256 public constant MAX_PAUSE = 10 days;
    uint256 public constant PAUSE_INTERVAL = 90 days;

    /// @dev what a request reads and, for its id, writes, in one slot
    struct RequestRules {
        uint32 lastReqId;
        uint24 dustSats;
        uint16 bondMinBps;
        uint16 bondMaxBps;
        uint40 pausedUntil;
        uint24 depositPeriodSeconds;
        uint16 depositPeriodBlocks;
        uint56 requestLimitSats;
        uint24 openReorgs;
        bool halted;
    }

    /// @dev by how much halts have moved deadlines, and what is seldom read, in one slot
    /// @param haltTime 0 unless a halt lasts
    /// @param offeredSats what all open offers are for
    struct Clock {
        uint40 shiftSeconds;
        uint32 shiftBlocks;
        uint40 haltTime;
        uint32 haltHeight;
        uint56 offeredSats;
        uint40 pauseStart;
    }

    RequestRules internal _requestRules;
    Clock internal _clock;

    constructor(BridgeParams memory params_) {
        _setParams(params_);
    }

    /// @inheritdoc IEntanglementManager
    function pauseDeposits(uint256 until) external restricted {
        if (until <= block.timestamp || until > block.timestamp + MAX_PAUSE) {
            revert EntanglementManager_ParameterOutOfBounds("until", until);
        }
        uint256 start = _clock.pauseStart;
        if (start != 0 && block.timestamp < start + PAUSE_INTERVAL) {
            revert EntanglementManager_PauseSpent(start + PAUSE_INTERVAL);
        }
        _requestRules.pausedUntil = uint40(until);
        _clock.pauseStart = uint40(block.timestamp);
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
    function params() external view returns (BridgeParams memory) {
        RequestRules memory rules = _requestRules;
        return BridgeParams({
            dustSats: rules.dustSats,
            requestLimitSats: rules.requestLimitSats,
            bondMinBps: rules.bondMinBps,
            bondMaxBps: rules.bondMaxBps,
            depositPeriodSeconds: rules.depositPeriodSeconds,
            depositPeriodBlocks: rules.depositPeriodBlocks
        });
    }

    /// @inheritdoc IEntanglementManager
    function openReorgs() external view returns (uint256) {
        return _requestRules.openReorgs;
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
        // A share keeps its amount in 48 bits.
        _bound("requestLimitSats", p.requestLimitSats, 1e8, type(uint48).max);
        _bound("bondMinBps", p.bondMinBps, 50, 300);
        _bound("bondMaxBps", p.bondMaxBps, p.bondMinBps, 300);
        _bound("depositPeriodSeconds", p.depositPeriodSeconds, 6 hours, 7 days);
        _bound("depositPeriodBlocks", p.depositPeriodBlocks, 36, 1008);
        _requestRules.dustSats = uint24(p.dustSats);
        _requestRules.requestLimitSats = uint56(p.requestLimitSats);
        _requestRules.bondMinBps = p.bondMinBps;
        _requestRules.bondMaxBps = p.bondMaxBps;
        _requestRules.depositPeriodSeconds = uint24(p.depositPeriodSeconds);
        _requestRules.depositPeriodBlocks = p.depositPeriodBlocks;
        emit ParamsSet(p);
    }

    function _bound(bytes32 name, uint256 value, uint256 min, uint256 max) private pure {
        if (value < min || value > max) revert EntanglementManager_ParameterOutOfBounds(name, value);
    }
}
