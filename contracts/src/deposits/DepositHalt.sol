// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { DepositBook } from "./DepositBook.sol";
import { DepositRules } from "./DepositRules.sol";

/// @title Halts: no deadline runs, no new request is taken
/// @dev See `IEntanglementManager` for what it promises. Nothing is written into open shares: their deadlines are kept less the
/// shift of their day and read with the shift of now.
abstract contract DepositHalt is DepositBook, DepositRules {
    /// @inheritdoc IEntanglementManager
    function halt() external restricted {
        if (_requestRules.halted) revert EntanglementManager_Halted();
        _requestRules.halted = true;
        _clock.haltTime = uint40(block.timestamp);
        _clock.haltHeight = uint32(_tipHeight());
        emit Halted();
    }

    /// @inheritdoc IEntanglementManager
    function resume() external restricted {
        (uint256 shiftSeconds, uint256 shiftBlocks, bool halted) = haltShift();
        if (!halted) revert EntanglementManager_NotHalted();
        _requestRules.halted = false;
        (_clock.haltTime, _clock.haltHeight) = (0, 0);
        _clock.shiftSeconds = uint40(shiftSeconds);
        _clock.shiftBlocks = uint32(shiftBlocks);
        emit Resumed(shiftSeconds, shiftBlocks);
    }

    /// @inheritdoc IEntanglementManager
    function haltShift() public view returns (uint256 shiftSeconds, uint256 shiftBlocks, bool halted) {
        Clock memory clock = _clock;
        (shiftSeconds, shiftBlocks, halted) = (clock.shiftSeconds, clock.shiftBlocks, clock.haltTime != 0);
        if (!halted) return (shiftSeconds, shiftBlocks, halted);
        shiftSeconds += block.timestamp - clock.haltTime;
        uint256 tipHeight = _tipHeight();
        // A reorganisation may have made the chain shorter.
        if (tipHeight > clock.haltHeight) shiftBlocks += tipHeight - clock.haltHeight;
    }

    /// @dev Reverts while no new deposit is taken.
    function _checkOpen(RequestRules memory rules) internal view {
        if (rules.halted) revert EntanglementManager_Halted();
        if (block.timestamp < rules.pausedUntil) revert EntanglementManager_Paused(rules.pausedUntil);
        if (rules.openReorgs != 0) revert EntanglementManager_ReorgOpen(rules.openReorgs);
    }
}
