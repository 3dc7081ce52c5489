// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import { IEscrowBuffer } from "./interfaces/IEscrowBuffer.sol";
import { EscrowTasks } from "./libraries/EscrowTasks.sol";
import { Fifo, FifoLedger } from "./libraries/FifoLedger.sol";

/// @title EscrowBuffer
/// @notice See `IEscrowBuffer` for what it promises.
contract EscrowBuffer is IEscrowBuffer, AccessManaged {
    using FifoLedger for Fifo;

    /// @dev what is kept of a task beside its ledgers, in two slots
    struct Task {
        address module;
        uint64 level;
        uint64 max;
    }

    mapping(bytes32 taskTypeId => Task) private _tasks;
    /// @dev entries are owner ‖ sats ‖ reqId ‖ share, 160, 56, 32 and 8 bits from the high end
    mapping(bytes32 taskTypeId => mapping(uint256 stakerId => Fifo)) private _ledgers;

    modifier onlyModule(bytes32 task) {
        if (msg.sender != _tasks[task].module) revert EscrowBuffer_NotModule(msg.sender, task);
        _;
    }

    /// @param authority access manager
    /// @param bridge writes what waits for capacity
    /// @param minter writes what is proven and waits
    constructor(address authority, address bridge, address minter) AccessManaged(authority) {
        _setModule(EscrowTasks.DEPOSIT_QUEUE, bridge);
        _setModule(EscrowTasks.DEPOSIT_ESCROW, minter);
    }

    // --- for modules ---

    /// @inheritdoc IEscrowBuffer
    function deposit(bytes32 taskTypeId, uint256 amount) external onlyModule(taskTypeId) {
        _push(taskTypeId, 0, msg.sender, 0, 0, amount);
    }

    /// @inheritdoc IEscrowBuffer
    function drain(bytes32 taskTypeId) external onlyModule(taskTypeId) returns (uint256 amount) {
        Fifo storage ledger = _ledgers[taskTypeId][0];
        ledger.skip();
        uint256 place = ledger.head;
        (,,, amount) = _unpack(_entry(taskTypeId, 0, place));
        _fill(taskTypeId, 0, place, amount);
    }

    /// @inheritdoc IEscrowBuffer
    function depositFor(bytes32 taskTypeId, address owner, uint256 reqId, uint256 amount)
        external
        onlyModule(taskTypeId)
        returns (uint256 place)
    {
        return _push(taskTypeId, 0, owner, reqId, 0, amount);
    }

    /// @inheritdoc IEscrowBuffer
    function depositAt(bytes32 taskTypeId, uint256 stakerId, address owner, uint256 reqId, uint8 share, uint256 amount)
        external
        onlyModule(taskTypeId)
        returns (uint256 place)
    {
        return _push(taskTypeId, stakerId, owner, reqId, share, amount);
    }

    /// @inheritdoc IEscrowBuffer
    function growAt(bytes32 taskTypeId, uint256 stakerId, uint256 place, uint256 amount)
        external
        onlyModule(taskTypeId)
    {
        address owner = _change(taskTypeId, stakerId, place, amount, 0);
        _raise(taskTypeId, amount);
        _ledgers[taskTypeId][stakerId].level += uint64(amount);
        emit Deposited(taskTypeId, owner, amount);
    }

    /// @inheritdoc IEscrowBuffer
    function fillAt(bytes32 taskTypeId, uint256 stakerId, uint256 place, uint256 amount)
        external
        onlyModule(taskTypeId)
    {
        _fill(taskTypeId, stakerId, place, amount);
    }

    /// @inheritdoc IEscrowBuffer
    function removeAt(bytes32 taskTypeId, uint256 stakerId, uint256 place) external onlyModule(taskTypeId) {
        (address owner,,, uint256 waits) = _unpack(_entry(taskTypeId, stakerId, place));
        emit Removed(taskTypeId, owner, waits);
        _take(taskTypeId, stakerId, place, waits);
    }

    /// @inheritdoc IEscrowBuffer
    function skip(bytes32 taskTypeId, uint256 stakerId) external {
        _ledgers[taskTypeId][stakerId].skip();
    }

    // --- for the admin ---

    /// @inheritdoc IEscrowBuffer
    function setModule(bytes32 taskTypeId, address module) external restricted {
        if (_tasks[taskTypeId].module != address(0)) revert EscrowBuffer_TaskTaken(taskTypeId);
        _setModule(taskTypeId, module);
    }

    /// @inheritdoc IEscrowBuffer
    function setBufferMax(bytes32 taskTypeId, uint256 amount) external restricted {
        if (taskTypeId == EscrowTasks.DEPOSIT_ESCROW) revert EscrowBuffer_Unbounded(taskTypeId);
        if (amount > type(uint56).max) revert EscrowBuffer_TooLarge(amount);
        _tasks[taskTypeId].max = uint64(amount);
        emit BufferMaxSet(taskTypeId, amount);
    }

    // --- views ---

    /// @inheritdoc IEscrowBuffer
    function bufferLevel(bytes32 taskTypeId) external view returns (uint256 amount) {
        return _tasks[taskTypeId].level;
    }

    /// @inheritdoc IEscrowBuffer
    function bufferMax(bytes32 taskTypeId) external view returns (uint256 amount) {
        amount = _tasks[taskTypeId].max;
        if (amount == 0) amount = type(uint256).max;
    }

    /// @inheritdoc IEscrowBuffer
    function fits(bytes32 taskTypeId, uint256 amount) external view returns (bool) {
        Task storage kept = _tasks[taskTypeId];
        return kept.max == 0 || (amount <= kept.max && kept.level <= kept.max - amount);
    }

    /// @inheritdoc IEscrowBuffer
    function levelAt(bytes32 taskTypeId, uint256 stakerId) external view returns (uint256 amount) {
        return _ledgers[taskTypeId][stakerId].level;
    }

    /// @inheritdoc IEscrowBuffer
    function firstAt(bytes32 taskTypeId, uint256 stakerId)
        external
        view
        returns (uint256 place, uint256 reqId, uint8 share, uint256 amount)
    {
        Fifo storage ledger = _ledgers[taskTypeId][stakerId];
        uint256 end = uint256(ledger.head) + FifoLedger.MAX_SKIPS;
        for (place = ledger.head; place < ledger.tail && place < end; ++place) {
            uint256 entry = ledger.entries[place];
            if (entry == 0) continue;
            (, reqId, share, amount) = _unpack(entry);
            return (place, reqId, share, amount);
        }
        place = 0;
    }

    /// @inheritdoc IEscrowBuffer
    function entryAt(bytes32 taskTypeId, uint256 stakerId, uint256 place)
        external
        view
        returns (address owner, uint256 reqId, uint8 share, uint256 amount)
    {
        return _unpack(_ledgers[taskTypeId][stakerId].entries[place]);
    }

    /// @inheritdoc IEscrowBuffer
    function positionAt(bytes32 taskTypeId, uint256 stakerId, uint256 place) external view returns (uint256 position) {
        Fifo storage ledger = _ledgers[taskTypeId][stakerId];
        if (ledger.entries[place] == 0) return 0;
        return place < ledger.head ? 1 : place - ledger.head + 1;
    }

    /// @inheritdoc IEscrowBuffer
    function moduleOf(bytes32 taskTypeId) external view returns (address) {
        return _tasks[taskTypeId].module;
    }

    // --- internals ---

    function _push(bytes32 task, uint256 stakerId, address owner, uint256 reqId, uint8 share, uint256 amount)
        private
        returns (uint256 place)
    {
        if (owner == address(0)) revert EscrowBuffer_AddressZero();
        _raise(task, amount);
        place = _ledgers[task][stakerId].push(_pack(owner, reqId, share, amount), uint64(amount));
        emit Deposited(task, owner, amount);
    }

    function _raise(bytes32 task, uint256 amount) private {
        if (amount == 0) revert EscrowBuffer_AmountZero();
        if (amount > type(uint56).max) revert EscrowBuffer_TooLarge(amount);
        Task storage kept = _tasks[task];
        (uint256 level, uint256 max) = (kept.level, kept.max);
        uint256 next = level + amount;
        if (max != 0 && next > max) revert EscrowBuffer_Full(task, level, amount, max);
        if (max != 0 && next == max) emit BufferFull(task, next);
        kept.level = uint64(next);
    }

    function _fill(bytes32 task, uint256 stakerId, uint256 place, uint256 amount) private {
        (address owner,,, uint256 waits) = _unpack(_entry(task, stakerId, place));
        if (amount == 0) revert EscrowBuffer_AmountZero();
        if (amount > waits) revert EscrowBuffer_NoEntry(task, stakerId, place);
        emit Drained(task, owner, amount);
        if (amount == waits) return _take(task, stakerId, place, amount);
        _tasks[task].level -= uint64(amount);
        _ledgers[task][stakerId].level -= uint64(amount);
        _change(task, stakerId, place, 0, amount);
    }

    /// @dev Rewrites what an entry waits for.
    function _change(bytes32 task, uint256 stakerId, uint256 place, uint256 more, uint256 less)
        private
        returns (address owner)
    {
        uint256 reqId;
        uint8 share;
        uint256 waits;
        (owner, reqId, share, waits) = _unpack(_entry(task, stakerId, place));
        _ledgers[task][stakerId].entries[place] = _pack(owner, reqId, share, waits + more - less);
    }

    function _take(bytes32 task, uint256 stakerId, uint256 place, uint256 amount) private {
        _tasks[task].level -= uint64(amount);
        _ledgers[task][stakerId].remove(place, uint64(amount));
    }

    function _setModule(bytes32 task, address module) private {
        if (module == address(0)) revert EscrowBuffer_AddressZero();
        _tasks[task].module = module;
        emit ModuleSet(task, module);
    }

    function _entry(bytes32 task, uint256 stakerId, uint256 place) private view returns (uint256 entry) {
        entry = _ledgers[task][stakerId].entries[place];
        if (entry == 0) revert EscrowBuffer_NoEntry(task, stakerId, place);
    }

    function _pack(address owner, uint256 reqId, uint8 share, uint256 amount) private pure returns (uint256) {
        if (reqId > type(uint32).max) revert EscrowBuffer_TooLarge(reqId);
        if (amount > type(uint56).max) revert EscrowBuffer_TooLarge(amount);
        return (uint256(uint160(owner)) << 96) | (amount << 40) | (reqId << 8) | share;
    }

    function _unpack(uint256 entry) private pure returns (address owner, uint256 reqId, uint8 share, uint256 amount) {
        owner = address(uint160(entry >> 96));
        amount = uint56(entry >> 40);
        reqId = uint32(entry >> 8);
        share = uint8(entry);
    }
}
